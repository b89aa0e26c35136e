/** What must always be true of the rows of this area; `commonwork check` runs these on live data. Each returns the rows that break it. */
export const conversationInvariants: readonly { readonly name: string; readonly sql: string }[] = [
  {
    name: 'nobody’s words are published without their wish',
    sql: `select released.id from feedback_release released join feedback on feedback.id = released.feedback
      where released.summary is null and released.ended_at is null
        and (not feedback.wishes_public or not exists (select from feedback_words said where said.feedback = feedback.id))`,
  },
  {
    name: 'what was acted on was answered before',
    sql: `select outcome.feedback from feedback_outcome outcome where outcome.kind = 'acted-on'
      and not exists (select from feedback_answer answer where answer.feedback = outcome.feedback and answer.at <= outcome.at)`,
  },
  {
    name: 'only they themselves say that somebody with an account may be named',
    sql: `select naming.id from gathering_naming naming join gathering_attendee attendee on attendee.id = naming.attendee
      where naming.answer = 'yes' and attendee.person is not null and naming.by_person is distinct from attendee.person`,
  },
  {
    name: 'every note of an event says whose view it is',
    sql: `select note.id from gathering_note note
      where not exists (select from gathering_note_status status where status.note = note.id)`,
  },
];
