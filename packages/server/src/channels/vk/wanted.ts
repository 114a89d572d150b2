/** All kinds of events we read: each is asked for by name. */
export const wantedEvents = [
  'message_new',
  'message_reply',
  'message_edit',
  'message_allow',
  'message_deny',
  'message_read',
  'message_typing_state',
  'wall_post_new',
  'wall_repost',
  ...['wall_reply', 'photo_comment', 'video_comment', 'market_comment', 'board_post'].flatMap((name) =>
    ['new', 'edit', 'restore', 'delete'].map((what) => `${name}_${what}`),
  ),
  'photo_new',
  'video_new',
  'like_add',
  'like_remove',
  'group_join',
  'group_leave',
  'poll_vote_new',
  'lead_forms_new',
  'market_order_new',
  'market_order_edit',
]

export const wantedFlags: Readonly<Record<string, number>> = Object.fromEntries(
  wantedEvents.map((name) => [name, 1]),
)

/** Names VK does not know are not in its answer: asking for them again would never end. */
export function lacksEvents(events: Readonly<Record<string, unknown>>): boolean {
  return wantedEvents.some((name) => name in events && !isOn(events[name]))
}

function isOn(flag: unknown): boolean {
  return flag === 1 || flag === true
}
