/** Closed lists that items, offers, agreements, work and reports share, so that one kind of work has one name everywhere. (domain 8.2, 8.4, S96) */

/** The twenty kinds of work of domain 8.4. */
export const WORK_TYPES = {
  feature: 'Feature',
  bug_fix: 'Bug fix',
  performance: 'Performance',
  maintenance_triage: 'Maintenance and triage',
  code_review: 'Code review',
  release_management: 'Release management',
  testing_cross_stack: 'Testing across the stack',
  infrastructure_ci: 'Infrastructure and CI',
  packaging: 'Packaging',
  security: 'Security',
  documentation: 'Documentation',
  tutorial_education: 'Tutorials and education',
  design_ux: 'Design and UX',
  accessibility: 'Accessibility',
  website: 'Website',
  translation: 'Translation',
  community_liaison: 'Community liaison',
  mentoring: 'Mentoring',
  governance_planning: 'Governance and planning',
  fundraising_writing: 'Fundraising and grant writing',
} as const;
export type WorkType = keyof typeof WORK_TYPES;

/** The nine skills of S96: code is one of them. */
export const SKILLS = {
  code: 'Code',
  community: 'Community',
  writing: 'Writing',
  graphics: 'Graphics',
  ui_ux: 'UI/UX',
  marketing: 'Marketing',
  fundraising: 'Fundraising',
  coordination: 'Coordination',
  mentoring: 'Mentoring',
} as const;
export type Skill = keyof typeof SKILLS;

/**
 * Whose time is priced (domain 8.2). A mentor is not among them: an hour of mentoring costs what an hour of the mentor's own role
 * costs, so it is a part of that role with its own name.
 */
export const PAID_ROLES = {
  senior_developer: 'Senior developer or maintainer',
  developer: 'Developer',
  technical_writer: 'Technical writer',
  designer: 'Designer or UX',
  community_lead: 'Community lead',
  project_manager: 'Project manager',
} as const;
export type PaidRole = keyof typeof PAID_ROLES;

/** Whose work others review: the paid review line is a share of their time. (domain 8.3) */
export const DEVELOPER_ROLES: readonly PaidRole[] = ['senior_developer', 'developer'];

/** Money that is not anybody's time (domain 8.4). */
export const FIXED_COSTS = {
  hardware: 'Hardware',
  hosting: 'Hosting',
  travel_sprint: 'Travel or sprint',
  event: 'Event',
  student_stipend: 'Student stipend',
  software: 'Software',
  audit: 'Audit',
} as const;
export type FixedCost = keyof typeof FIXED_COSTS;
