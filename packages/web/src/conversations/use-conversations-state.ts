import type { Conversation } from '@otklik/contract'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useMemo, useRef, useState } from 'react'
import { findConversation } from './conversation-cache.ts'
import type { ComposerPlace, ConversationControl, ConversationQuestion } from './conversation-control.ts'
import { parseConversationsSearch, toConversationFilter } from './conversations-search.ts'
import type { ConversationsSearch } from './conversations-search.ts'
import { useConversationList } from './use-conversation-list.ts'
import type { ConversationList } from './use-conversation-list.ts'

const AHEAD = 8

export interface ConversationsState {
  control: ConversationControl
  list: ConversationList
  question: { kind: ConversationQuestion; conversation: Conversation | undefined } | undefined
  dropQuestion: () => void
  /** Where the opened dialog puts the cursor; a new object at each request. */
  place: { at: ComposerPlace } | undefined
  setAtTop: (atTop: boolean) => void
}

/** Everything the page remembers while it is open. The rest is in the address bar. */
export function useConversationsState(): ConversationsState {
  const [search, setSearch] = useConversationsSearch()
  const { tab, q, channelId, responsibleId, contactId, marked } = search
  const filter = useMemo(
    () => toConversationFilter({ tab, q, channelId, responsibleId, contactId, marked }),
    [tab, q, channelId, responsibleId, contactId, marked],
  )
  const atTop = useRef(true)
  const order = search.order ?? 'newest'
  const list = useConversationList({ filter, order, keep: search.dialog, atTop: () => atTop.current })
  const [question, setQuestion] = useState<ConversationsState['question']>()
  const [place, setPlace] = useState<{ at: ComposerPlace }>()
  const [cursorId, setCursor] = useState<string | undefined>(search.dialog)
  const { rows, query } = list
  const target = () => {
    const id = search.dialog ?? cursorId
    return id === undefined ? undefined : (rows.find((row) => row.id === id) ?? findConversation(id))
  }
  const open: ConversationControl['open'] = (id, at) => {
    setCursor(id)
    setPlace(at?.place && { at: at.place })
    setSearch({ dialog: id, message: at?.message, about: undefined })
  }
  const move = (step: number) => {
    const from = rows.findIndex((row) => row.id === (cursorId ?? search.dialog))
    const next = rows[from < 0 ? 0 : Math.max(0, Math.min(rows.length - 1, from + step))]
    if (!next) return
    setCursor(next.id)
    setPlace(undefined)
    if (search.dialog !== undefined) setSearch({ dialog: next.id, message: undefined })
    if (from + step > rows.length - AHEAD && query.hasNextPage) void query.fetchNextPage()
  }
  const control: ConversationControl = {
    search,
    setSearch,
    rows,
    cursorId,
    move,
    open,
    close: () => setSearch({ dialog: undefined, message: undefined, about: undefined }),
    ask: (kind, conversation) => setQuestion({ kind, conversation: conversation ?? target() }),
    target,
    toggleAbout: () => setSearch({ about: search.about ? undefined : true }),
  }
  const setAtTop = (value: boolean) => {
    atTop.current = value
  }
  return { control, list, question, dropQuestion: () => setQuestion(undefined), place, setAtTop }
}

function useConversationsSearch(): [ConversationsSearch, (change: Partial<ConversationsSearch>) => void] {
  const raw = useSearch({ strict: false })
  const search = useMemo(() => parseConversationsSearch({ ...raw }), [raw])
  const navigate = useNavigate()
  const change = (part: Partial<ConversationsSearch>) => {
    // Going from dialog to dialog must not fill the history of the browser; opening and leaving one is a step.
    const steps = part.dialog !== undefined && search.dialog !== undefined
    const next = parseConversationsSearch({ ...search, ...part })
    void navigate({ to: '/conversations', search: next, replace: steps || 'q' in part })
  }
  return [search, change]
}
