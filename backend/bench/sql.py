"""The statements of the bare handlers, as somebody who knows the tables would write them."""

CUSTOMER = """
SELECT c.id, c.name, c.status, c.intent, c.gender, c.phone, c.wechat, c.qq, c.email, c.owned_since,
  c.entered_at, c.created_at, c.last_contact_at, c.next_follow_up_at, c.recycle_due_at,
  c.recycle_rule, c.version, pool.warn_days,
  c.campus_id, campus.name AS campus, c.source_id, source.code AS source_code,
  source.label_en AS source_en, source.label_zh AS source_zh, c.owner_id,
  owner.display_name AS owner, c.pool_id, pool.name AS pool, pool.masked_fields, c.guardian_id,
  guardian.name AS guardian, guardian.wechat AS guardian_wechat, c.pool_rank_at, c.name_sort,
  {courses} AS courses, {words} AS last_words,
  (SELECT COUNT(*) FROM customers_customer s WHERE s.guardian_id = c.id
   AND s.deleted_at IS NULL AND s.merged_into_id IS NULL) AS students{more}
FROM customers_customer c
JOIN customers_pool pool ON pool.id = c.pool_id
LEFT JOIN organization_campus campus ON campus.id = c.campus_id
LEFT JOIN organization_listentry source ON source.id = c.source_id
LEFT JOIN organization_employee owner ON owner.id = c.owner_id
LEFT JOIN customers_customer guardian ON guardian.id = c.guardian_id
"""
COURSES = """(SELECT {aggregate} FROM customers_customer_courses t
  JOIN teaching_course k ON k.id = t.course_id WHERE t.customer_id = c.id)"""
WORDS = """(SELECT {object} FROM customers_followup f WHERE f.customer_id = c.id
  ORDER BY f.occurred_at DESC, f.id DESC LIMIT 1)"""

DETAIL = {
    "profile": """
SELECT c.birthday, c.class_type, c.remark, c.extra, c.protected_until, c.deleted_at,
  campaign.code AS campaign, lost.code AS lost_reason, creator.display_name AS created_by,
  referrer.name AS referred_by
FROM customers_customer c
LEFT JOIN organization_listentry campaign ON campaign.id = c.campaign_id
LEFT JOIN organization_listentry lost ON lost.id = c.lost_reason_id
LEFT JOIN organization_employee creator ON creator.id = c.created_by_id
LEFT JOIN customers_customer referrer ON referrer.id = c.referred_by_id WHERE c.id = %s""",
    "identities": """
SELECT id, kind, value, source, is_primary FROM customers_identity
WHERE customer_id = %s ORDER BY kind, is_primary DESC, id""",
    "students": """
SELECT id, name, status, phone FROM customers_customer
WHERE guardian_id = %s AND deleted_at IS NULL AND merged_into_id IS NULL ORDER BY id""",
    "plans": """
SELECT p.id, p.kind, p.state, p.due_at, p.note, p.created_at, p.campus_id, k.name AS campus,
  p.assignee_id, e.display_name AS assignee FROM customers_followupplan p
JOIN organization_employee e ON e.id = p.assignee_id
LEFT JOIN organization_campus k ON k.id = p.campus_id
WHERE p.customer_id = %s AND p.state = 'planned' ORDER BY p.due_at, p.id""",
}
TIMELINE = {
    "created": """
SELECT c.id, c.created_at, c.created_by_id, e.display_name FROM customers_customer c
LEFT JOIN organization_employee e ON e.id = c.created_by_id WHERE c.id = %s""",
    "spells": """
SELECT s.id, s.owner_id, o.display_name AS owner, s.pool_id, p.name AS pool, s.started_at,
  s.start_reason, s.started_by_id, b.display_name AS started_by, s.ended_at, s.end_reason,
  s.ended_by_id, x.display_name AS ended_by, s.reason_code, s.note, s.rule
FROM customers_ownershipspell s JOIN customers_pool p ON p.id = s.pool_id
LEFT JOIN organization_employee o ON o.id = s.owner_id
LEFT JOIN organization_employee b ON b.id = s.started_by_id
LEFT JOIN organization_employee x ON x.id = s.ended_by_id
WHERE s.customer_id = %s ORDER BY s.started_at DESC, s.id DESC""",
    "edits": """
SELECT d.id, d.at, d.changes, d.editor_id, e.display_name AS editor FROM customers_customeredit d
LEFT JOIN organization_employee e ON e.id = d.editor_id
WHERE d.customer_id = %s ORDER BY d.at DESC, d.id DESC""",
    "plans": """
SELECT p.id, p.kind, p.state, p.due_at, p.note, p.created_at, p.closed_at, p.campus_id,
  k.name AS campus, p.assignee_id, e.display_name AS assignee
FROM customers_followupplan p JOIN organization_employee e ON e.id = p.assignee_id
LEFT JOIN organization_campus k ON k.id = p.campus_id
WHERE p.customer_id = %s ORDER BY p.created_at DESC, p.id DESC""",
    "follow_ups": """
SELECT f.id, f.method, f.outcome, f.note, f.intent_after, f.occurred_at, f.created_at, f.version,
  f.author_id, e.display_name AS author,
  (SELECT p.id FROM customers_followupplan p WHERE p.made_by_id = f.id ORDER BY p.id LIMIT 1)
    AS next_plan,
  (SELECT p.id FROM customers_followupplan p WHERE p.answered_by_id = f.id ORDER BY p.id LIMIT 1)
    AS answered_plan
FROM customers_followup f JOIN organization_employee e ON e.id = f.author_id
WHERE f.customer_id = %s ORDER BY f.occurred_at DESC, f.id DESC""",
}
PEOPLE = """
SELECT e.id, e.username, e.display_name, e.role, e.state, e.email, e.mobile, e.created_at, e.grants,
  e.department_id, d.name AS department, d.path, e.campus_id, k.name AS campus,
  (SELECT COUNT(*) FROM customers_customer c WHERE c.owner_id = e.id AND c.deleted_at IS NULL
   AND c.merged_into_id IS NULL) AS held
FROM organization_employee e
LEFT JOIN organization_department d ON d.id = e.department_id
LEFT JOIN organization_campus k ON k.id = e.campus_id
"""
EVENTS = """
SELECT v.id, v.at, v.kind, v.actor_id, e.display_name AS actor, v.subject_type, v.subject_id,
  v.customer_id, c.name AS subject, v.owner_before, v.owner_after, v.pool_before, v.pool_after,
  ob.display_name AS owner_before_name, oa.display_name AS owner_after_name,
  pb.name AS pool_before_name, pa.name AS pool_after_name, v.data, v.request_id
FROM activity_event v
LEFT JOIN organization_employee e ON e.id = v.actor_id
LEFT JOIN customers_customer c ON c.id = v.subject_id AND v.subject_type = 'customer'
LEFT JOIN organization_employee ob ON ob.id = v.owner_before
LEFT JOIN organization_employee oa ON oa.id = v.owner_after
LEFT JOIN customers_pool pb ON pb.id = v.pool_before
LEFT JOIN customers_pool pa ON pa.id = v.pool_after
"""


def courses(vendor: str) -> str:
    one = "'id', t.course_id, 'name', k.name"
    return COURSES.format(
        aggregate=f"json_agg(json_build_object({one}) ORDER BY t.id)"
        if vendor == "postgresql"
        else f"json_group_array(json_object({one}))"
    )


def words(vendor: str) -> str:
    build = "json_build_object" if vendor == "postgresql" else "json_object"
    columns = "'note', f.note, 'at', f.occurred_at, 'method', f.method, 'outcome', f.outcome"
    return WORDS.format(object=f"{build}({columns})")
