/** What must always be true of the rows of people; `commonwork check` runs these on live data. Each returns the rows that break it. */
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
];
