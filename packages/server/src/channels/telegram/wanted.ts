/** All kinds we read. Reactions and members come only when they are asked for by name, and an empty list would drop them. */
export const wantedUpdates = [
  'message',
  'edited_message',
  'channel_post',
  'edited_channel_post',
  'business_connection',
  'business_message',
  'edited_business_message',
  'deleted_business_messages',
  'message_reaction',
  'message_reaction_count',
  'callback_query',
  'my_chat_member',
  'chat_member',
  'chat_join_request',
] as const
