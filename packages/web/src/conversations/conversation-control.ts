import type { Conversation, ConversationDetail, Message } from '@otklik/contract'
import { createContext, use } from 'react'
import type { ConversationsSearch } from './conversations-search.ts'

/** Questions asked before something is done. */
export type ConversationQuestion =
  | 'assign'
  | 'close'
  | 'noReplyNeeded'
  | 'snooze'
  | 'bind'
  | 'colleagues'
  | 'review'

/** Where the opened dialog puts the cursor. */
export type ComposerPlace = 'message' | 'note'

/** What every part of the dialogs may ask of the page. */
export interface ConversationControl {
  search: ConversationsSearch
  setSearch: (change: Partial<ConversationsSearch>) => void
  rows: readonly Conversation[]
  cursorId: string | undefined
  move: (step: number) => void
  open: (id: string, at?: { message?: string; place?: ComposerPlace }) => void
  close: () => void
  ask: (question: ConversationQuestion, conversation?: Conversation | ConversationDetail) => void
  target: () => Conversation | undefined
  /** Shows or folds what is known of the person. */
  toggleAbout: () => void
}

export const ConversationControlContext = createContext<ConversationControl | undefined>(undefined)

export function useConversationControl(): ConversationControl {
  const control = use(ConversationControlContext)
  if (!control) throw new Error('a part of the dialogs stands outside of them')
  return control
}

/** What the composer does besides writing anew. */
export type ComposerTask = { kind: 'quote'; message: Message } | { kind: 'edit'; message: Message }
