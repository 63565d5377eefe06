export const live = {
  claimed: "已被{name}领取",
  moved: "现由{name}跟进",
  gone: "已不在公海",
  released: "已回到公海",
  releasedBy: "{name}已放回公海",
  changed: "刚刚有变更",
  changedBy: "{name}刚刚修改",
};
