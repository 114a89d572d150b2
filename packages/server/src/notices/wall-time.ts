/** The clock on the wall of a workspace. */

/** What the wall shows, written as if it were UTC. */
export function wallOf(moment: Date, timeZone: string): Date {
  return new Date(moment.getTime() + offsetAt(moment, timeZone))
}

/** The next moment, later than `after`, at which the wall shows HH:MM. */
export function nextWallTime(after: Date, time: string, timeZone: string): Date {
  const today = wallOf(after, timeZone)
  today.setUTCHours(0, minutesOf(time), 0, 0)
  for (let day = 0; ; day++) {
    const moment = momentOf(today.getTime() + day * 86_400_000, timeZone)
    if (moment > after) return moment
  }
}

/** The next full hour of the wall: some zones are half an hour off. */
export function nextWallHour(after: Date, timeZone: string): Date {
  const wall = wallOf(after, timeZone)
  wall.setUTCMinutes(60, 0, 0)
  return momentOf(wall.getTime(), timeZone)
}

/** Minutes since midnight of HH:MM. */
export function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  return hours * 60 + minutes
}

export function isWallTime(time: string): boolean {
  return /^([01]\d|2[0-3]):[0-5]\d$/.test(time)
}

/** Of two such moments the earlier, of none the one after the jump. */
function momentOf(wall: number, timeZone: string): Date {
  const guess = new Date(wall - offsetAt(new Date(wall), timeZone))
  return new Date(wall - offsetAt(guess, timeZone))
}

const clocks = new Map<string, Intl.DateTimeFormat>()

function offsetAt(moment: Date, timeZone: string): number {
  const clock =
    clocks.get(timeZone) ??
    new Intl.DateTimeFormat('sv', { timeZone, dateStyle: 'short', timeStyle: 'medium' })
  clocks.set(timeZone, clock)
  const shown = Date.parse(`${clock.format(moment).replace(' ', 'T')}Z`)
  return shown - Math.floor(moment.getTime() / 1000) * 1000
}
