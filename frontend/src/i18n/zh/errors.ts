export const errors = {
  unknown: "出错了，请重试。",
  network: "网络未连接。您输入的内容已保留，联网后请重试。",
} as const;
