export const notifications = {
  comma: ", ",
  unread: "{count} unread",
  isUnread: "Unread:",
  markAll: "Mark all as read",
  markRead: "Mark as read: {what}",
  none: "Nothing yet",
  noneUnread: "All read",
  noneHint: "What others do with your customers, and what waits for you, appears here.",
  onlyUnread: "Unread",
  everything: "All",
  filter: "Which notifications",
  more: "{count} more",
  plans: "Planned for today: {what}",
  customers: "{count} customer|{count} customers",
  planned: {
    call: "{count} call|{count} calls",
    wechat: "{count} WeChat message|{count} WeChat messages",
    visit: "{count} visit|{count} visits",
    trial_lesson: "{count} trial lesson|{count} trial lessons",
  },
  kind: {
    recycled:
      "{count} customer of yours went back to the pool|{count} customers of yours went back to the pool",
    assigned: "You were given {count} customer|You were given {count} customers",
    handed_over:
      "{count} customer was handed over to you|{count} customers were handed over to you",
    taken: "{count} customer was taken from you|{count} customers were taken from you",
    merged: "{count} customer of yours was merged|{count} customers of yours were merged",
    inquiry: "{count} customer of yours asked again|{count} customers of yours asked again",
    undisposed: "{count} inquiry came in|{count} inquiries came in",
    registration: "{count} registration waits for you|{count} registrations wait for you",
    policy: "The rules of {count} pool changed|The rules of {count} pools changed",
    hand_over_done: "{count} hand-over is finished|{count} hand-overs are finished",
    seat_offered: "{count} seat of a waitlist became free|{count} seats of waitlists became free",
    hold_ending:
      "{count} held seat has to be paid or answered by tomorrow|{count} held seats have to be paid or answered by tomorrow",
    hold_expired: "{count} held seat was lost|{count} held seats were lost",
    application_approved: "{count} application was approved|{count} applications were approved",
    application_rejected:
      "{count} application was turned down|{count} applications were turned down",
    payment_rejected:
      "{count} payment that you submitted was turned away|{count} payments that you submitted were turned away",
    refund_approved:
      "{count} refund that you asked for was agreed to|{count} refunds that you asked for were agreed to",
    refund_paid:
      "{count} refund that you asked for was paid|{count} refunds that you asked for were paid",
    returning:
      "{count} customer goes back to the pool soon|{count} customers go back to the pool soon",
  },
  by: {
    assigned: "{by} gave you {count} customer|{by} gave you {count} customers",
    handed_over:
      "{by} handed {count} customer over to you|{by} handed {count} customers over to you",
    taken: "{by} took {count} customer from you|{by} took {count} customers from you",
    merged: "{by} merged {count} customer of yours|{by} merged {count} customers of yours",
    policy: "{by} changed the rules of {count} pool|{by} changed the rules of {count} pools",
  },
} as const;
