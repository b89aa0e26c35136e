/** What must always be true of rates and cost settings; `commonwork check` runs these on live data. Each returns the rows that break it. */
export const capacityInvariants: readonly { readonly name: string; readonly sql: string }[] = [
  {
    name: 'cost settings follow one another in one line',
    sql: `select settings.id from cost_settings settings
      join cost_settings replaced on replaced.id = settings.replaces where replaced.at > settings.at
      union all
      select id from cost_settings where replaces is null and exists (
        select from cost_settings other where other.replaces is null and other.id <> cost_settings.id)`,
  },
  {
    name: 'fee tiers of a fiscal sponsor rise from zero',
    sql: `select settings.id from cost_settings settings, lateral (
        select (tier ->> 'from')::numeric as starts, (tier ->> 'fee')::integer as fee, position,
               lag((tier ->> 'from')::numeric) over (order by position) as before
        from jsonb_array_elements(settings.sponsor_tiers) with ordinality as one (tier, position)) tiers
      where (tiers.position = 1 and tiers.starts <> 0) or tiers.starts <= tiers.before or tiers.fee not between 0 and 5000`,
  },
];
