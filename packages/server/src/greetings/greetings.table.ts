import type { GreetingRuleInput, GreetingState, GreetingTrigger } from '@otklik/contract'
import { sql } from 'drizzle-orm'
import {
  boolean,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import type { ReplyTarget } from '../channels/channel.ts'
import { at, rowId, workspaceId } from '../platform/db/columns.ts'

/** How an account greets; the id is the channel's. */
export const greetingRules = pgTable(
  'greeting_rules',
  {
    workspaceId: workspaceId(),
    id: rowId(),
    enabled: boolean('enabled').notNull(),
    onRequest: boolean('on_request').notNull(),
    onMessage: boolean('on_message').notNull(),
    templateId: uuid('template_id'),
    texts: jsonb('texts').$type<string[]>().notNull(),
    dayLimit: integer('day_limit').notNull(),
    spacingSeconds: integer('spacing_seconds').notNull(),
    approve: text('approve').$type<GreetingRuleInput['approve']>().notNull(),
    silentAfterHours: integer('silent_after_hours').notNull(),
    updatedAt: at('updated_at').notNull(),
  },
  (t) => [primaryKey({ name: 'greeting_rules_pk', columns: [t.workspaceId, t.id] })],
)

/** Everybody who came to an account: one row a person, so one greeting a person, ever. */
export const greetingPeople = pgTable(
  'greeting_people',
  {
    workspaceId: workspaceId(),
    id: rowId(),
    channelId: uuid('channel_id').notNull(),
    /** The person's private chat: their id at the network. */
    chatId: text('chat_id').notNull(),
    contactId: uuid('contact_id'),
    name: text('name'),
    sourceType: text('source_type').notNull(),
    trigger: text('trigger').$type<GreetingTrigger>().notNull(),
    state: text('state').$type<GreetingState>().notNull(),
    error: text('error'),
    target: jsonb('target').$type<ReplyTarget>().notNull(),
    windowUntil: at('window_until'),
    cameAt: at('came_at').notNull(),
    /** Given to the outbox then. */
    greetedAt: at('greeted_at'),
    sentAt: at('sent_at'),
    /** Silent from then on is «no reply». */
    silentAt: at('silent_at'),
    answeredAt: at('answered_at'),
    approvedAt: at('approved_at'),
    approveError: text('approve_error'),
    referredAt: at('referred_at'),
    /** By which link or campaign, in words: stays when the link is removed. */
    source: text('source'),
    linkId: uuid('link_id'),
    conversationId: uuid('conversation_id'),
    messageId: uuid('message_id'),
    /** Card of the request. */
    interestId: uuid('interest_id'),
  },
  (t) => [
    primaryKey({ name: 'greeting_people_pk', columns: [t.workspaceId, t.id] }),
    // The wall against a second greeting.
    uniqueIndex('greeting_people_person_key').on(t.workspaceId, t.channelId, t.chatId),
    // Serves the funnel and its people.
    index('greeting_people_came').on(t.workspaceId, t.cameAt, t.id),
    // Serves the turn of those who wait.
    index('greeting_people_waiting')
      .on(t.workspaceId, t.channelId, t.cameAt)
      .where(sql`${t.state} = 'waiting'`),
    // Serves the day limit and the spacing.
    index('greeting_people_greeted').on(t.workspaceId, t.channelId, t.greetedAt),
    // Serves the news of a message of ours.
    uniqueIndex('greeting_people_message_key')
      .on(t.workspaceId, t.messageId)
      .where(sql`${t.messageId} is not null`),
    // Serves the count of a link.
    index('greeting_people_link')
      .on(t.workspaceId, t.linkId)
      .where(sql`${t.linkId} is not null`),
  ],
)

export const referralLinks = pgTable(
  'referral_links',
  {
    workspaceId: workspaceId(),
    id: rowId(),
    channelId: uuid('channel_id').notNull(),
    name: text('name').notNull(),
    code: text('code').notNull(),
    createdAt: at('created_at').notNull(),
    /** No longer offered; who comes by it is still counted. */
    removedAt: at('removed_at'),
  },
  (t) => [
    primaryKey({ name: 'referral_links_pk', columns: [t.workspaceId, t.id] }),
    // Serves the first message of a person: is its campaign one of our links.
    uniqueIndex('referral_links_code_key').on(t.workspaceId, t.channelId, t.code),
  ],
)
