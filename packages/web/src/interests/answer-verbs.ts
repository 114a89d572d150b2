/** Answers sent from here: the server waits a little before sending, so that a slip can be taken back. */
import type { Answer, Interest } from '@otklik/contract'
import { api } from '../api/client.ts'
import { queryClient, showProblem } from '../api/query-client.ts'
import { answersQuery } from './card/use-card.ts'
import { keepDraft } from './drafts.ts'
import { patchInterest, refreshCard, refreshCounters } from './interest-cache.ts'
import { sayRefusal } from './optimistic.ts'

/** The moment of the press by the clock of this browser, which may differ from the server's. */
const pressedAt = new Map<string, number>()
export const UNDO_MS = 10_000

/** `answerId` stays the same when a failed press is repeated, so one press is one answer. */
export async function sendAnswer(
  interest: Interest,
  answerId: string,
  text: string,
  fileIds: string[],
): Promise<boolean> {
  try {
    const answer = await api.interests.answer({ id: interest.id, answerId, text, fileIds })
    pressedAt.set(answer.id, Date.now())
    putAnswer(interest.id, answer)
    patchInterest(interest.id, { answerState: answer.state })
    keepDraft('answer', interest.id, '')
    return true
  } catch (error) {
    sayRefusal(error)
    return false
  }
}

/** Takes the answer back while it waits; its text returns to the field. */
export async function cancelAnswer(interestId: string, answer: Answer): Promise<void> {
  try {
    putAnswer(interestId, await api.interests.cancelAnswer({ id: interestId, answerId: answer.id }))
    keepDraft('answer', interestId, answer.text)
  } catch (error) {
    showProblem(error)
  } finally {
    void refreshCard(interestId)
    void refreshCounters()
  }
}

/** After a failure or an unclear end a person decides. */
export async function resolveAnswer(
  interestId: string,
  answerId: string,
  decision: 'resend' | 'arrived',
): Promise<void> {
  try {
    putAnswer(interestId, await api.interests.resolveAnswer({ id: interestId, answerId, decision }))
  } catch (error) {
    showProblem(error)
  } finally {
    void refreshCard(interestId)
    void refreshCounters()
  }
}

/** Milliseconds until the answer leaves; 0 when it is too late to take it back. */
export function undoLeft(answer: Answer, now: number): number {
  if (answer.state !== 'queued') return 0
  const from = pressedAt.get(answer.id) ?? new Date(answer.createdAt).getTime()
  return Math.max(0, Math.min(UNDO_MS, from + UNDO_MS - now))
}

/** A random id; `crypto.randomUUID` exists only on https and localhost, and the product also runs inside a plain network. */
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  const marked = bytes.map((byte, index) =>
    index === 6 ? (byte & 15) | 64 : index === 8 ? (byte & 63) | 128 : byte,
  )
  const hex = [...marked].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

function putAnswer(interestId: string, answer: Answer): void {
  queryClient.setQueryData(answersQuery(interestId).queryKey, (known) => {
    const others = known?.items.filter((other) => other.id !== answer.id) ?? []
    return { items: [answer, ...others] }
  })
}
