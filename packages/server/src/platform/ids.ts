import { v7 } from 'uuid'

/** UUID v7: made by the program, sorts by time of birth. */
export function newId(): string {
  return v7()
}
