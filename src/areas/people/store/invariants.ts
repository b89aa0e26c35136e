/** What must always be true of the rows of people; `commonwork check` runs these on live data. Each returns the rows that break it. */
import { MOST_PASSKEYS } from '../factor-rules.ts';
import { MOST_API_TOKENS } from '../rules.ts';

export const peopleInvariants: readonly { readonly name: string; readonly sql: string }[] = [
  {
    name: 'a closed account has no token that works',
    sql: `select token.id from api_token token
      join person_deactivation closing on closing.person = token.person and closing.lifted_at is null
      where token.revoked_at is null and token.valid_until > now()`,
  },
  {
    name: `nobody has more than ${MOST_API_TOKENS} tokens that work`,
    sql: `select person, count(*) as working from api_token
      where revoked_at is null and valid_until > now() group by person having count(*) > ${MOST_API_TOKENS}`,
  },
  {
    name: `nobody has more than ${MOST_PASSKEYS} passkeys`,
    sql: `select person, count(*) as passkeys from person_factor
      where kind = 'passkey' group by person having count(*) > ${MOST_PASSKEYS}`,
  },
  {
    name: 'nobody has two accounts of one sign-in provider connected',
    sql: `select person, details->>'issuer' as issuer, count(*) as accounts from person_factor
      where kind = 'oidc' group by 1, 2 having count(*) > 1`,
  },
  {
    name: 'nobody has two recovery links, or two new mail addresses, that wait',
    sql: `select person, count(*) as waiting from recovery where spent_at is null and ended_at is null group by 1 having count(*) > 1
      union all
      select person, count(*) from mail_change where spent_at is null and ended_at is null group by 1 having count(*) > 1`,
  },
  {
    name: 'an account that was merged is closed, holds no role and has no token that works',
    sql: `select merge.duplicate from person_merge merge
      where not exists (select from person_deactivation closing
          where closing.person = merge.duplicate and closing.lifted_at is null)
        or exists (select from role_grant held where held.person = merge.duplicate and held.revoked_at is null)
        or exists (select from api_token token
          where token.person = merge.duplicate and token.revoked_at is null and token.valid_until > now())`,
  },
  {
    name: 'a link for one act that was used was used while it worked',
    sql: `select id from act_link where spent_at >= valid_until or withdrawn_at <= spent_at`,
  },
];
