import { readProblem } from '@otklik/contract'
import type { Interest } from '@otklik/contract'
import { t } from '@lingui/core/macro'
import { showNotice } from '@otklik/ui'
import { api } from '../api/client.ts'
import { showProblem } from '../api/query-client.ts'
import { genderOf } from './gender.ts'
import { findInterest, patchInterest, putInterest, refreshCard, refreshCounters } from './interest-cache.ts'

/**
 * Shows the change at once, then lets the server decide: its card replaces the guess, a refusal puts the fields back and says why.
 * Resolves to undefined when refused.
 */
export async function changeInterest(
  id: string,
  guess: Partial<Interest>,
  call: () => Promise<Interest>,
): Promise<Interest | undefined> {
  const before = findInterest(id)
  patchInterest(id, guess)
  try {
    const fresh = await call()
    putInterest(fresh)
    return fresh
  } catch (error) {
    if (before) patchInterest(id, formerFields(before, guess))
    sayRefusal(error)
    void readAgain(id)
    return undefined
  } finally {
    void refreshCounters()
    void refreshCard(id)
  }
}

/** «Карточку уже взяла Анна Ким» instead of a general refusal. */
export function sayRefusal(error: unknown): void {
  const problem = readProblem(error)
  const winner = winnerOf(problem?.data)
  if (winner === undefined) return showProblem(error)
  if (problem?.code === 'ANSWER_UNDER_WAY')
    return void showNotice({
      tone: 'amber',
      title: t`На эту карточку уже отвечает ${winner}`,
      detail: t`Ваш текст сохранён в черновике.`,
    })
  showNotice({ tone: 'amber', title: takenWords(winner), detail: t`Она уже не ничья, выберите следующую.` })
}

/** A refusal means that the screen was behind: the row shows who was first. */
async function readAgain(id: string): Promise<void> {
  try {
    putInterest(await api.interests.get({ id }))
  } catch {
    // The refusal is already said; the row stays as it was.
  }
}

function takenWords(name: string): string {
  const gender = genderOf(name)
  if (gender === 'female') return t`Карточку уже взяла ${name}`
  return gender === 'male' ? t`Карточку уже взял ${name}` : t`Карточка уже у коллеги: ${name}`
}

function winnerOf(data: unknown): string | undefined {
  if (typeof data !== 'object' || data === null || !('memberName' in data)) return undefined
  return typeof data.memberName === 'string' ? data.memberName : undefined
}

function formerFields(before: Interest, guess: Partial<Interest>): Partial<Interest> {
  const names = new Set(Object.keys(guess))
  return Object.fromEntries(Object.entries(before).filter(([name]) => names.has(name)))
}
