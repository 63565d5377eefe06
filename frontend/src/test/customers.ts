import type { components } from "@/api/schema.gen";

type Schemas = components["schemas"];

/** A pool customer as a list shows them. */
export function poolRow(members: Partial<Schemas["PoolRow"]> = {}): Schemas["PoolRow"] {
  return {
    id: 7,
    name: "Wang Xiaoming",
    status: "new",
    intent: "B",
    gender: "male",
    phone: "*******8000",
    wechat: "",
    qq: "",
    email: "",
    contact_masked: true,
    campus: { id: 1, name: "Tianhe" },
    source: null,
    courses: [],
    owner: null,
    pool: { id: 1, name: "Public pool" },
    owned_since: null,
    entered_at: "2026-11-20T01:00:00Z",
    created_at: "2026-11-20T01:00:00Z",
    last_contact_at: null,
    next_follow_up_at: null,
    recycle_due_at: null,
    recycle_rule: "",
    warn_days: null,
    last_words: null,
    household: { guardian: null, students: 0 },
    anonymised_at: null,
    version: 1,
    refusals: { claim: null },
    ...members,
  };
}

const FREE: Schemas["Refusals"] = {
  claim: null,
  release: null,
  assign: null,
  protect: null,
  edit: null,
  delete: null,
  restore: null,
  log_follow_up: null,
  change_status: null,
  reveal: null,
  anonymise: null,
  merge: null,
};

/** One customer, held by Lin, with everything open to her. */
export function customerDetail(
  members: Partial<Schemas["CustomerDetail"]> = {},
): Schemas["CustomerDetail"] {
  return {
    ...poolRow(),
    phone: "+8613800138000",
    contact_masked: false,
    owner: { id: 1, name: "Lin" },
    entered_at: null,
    owned_since: "2026-11-21T01:00:00Z",
    version: 2,
    birthday: null,
    class_type: "",
    campaign: null,
    lost_reason: null,
    referred_by: null,
    remark: "",
    extra: {},
    identities: [],
    guardian: null,
    students: [],
    protected_until: null,
    created_by: null,
    deleted_at: null,
    open_plans: [],
    merges: [],
    status_moves: ["contacted", "lost"],
    editable_fields: ["name", "remark", "phone"],
    reveals_left: null,
    refusals: FREE,
    ...members,
  };
}

/** The one who is signed in. */
export const lin = {
  id: 1,
  username: "lin",
  display_name: "Lin",
  email: "",
  mobile: "",
  role: "sales",
  state: "active",
  department: null,
  campus: null,
  grants: [],
  capabilities: ["pool.claim"],
  language: "",
  wants_digest: true,
  pools: [],
} satisfies Omit<Schemas["Me"], "language"> & { language: string };

export const page = <Row>(results: Row[]) => ({ next: null, previous: null, results });
