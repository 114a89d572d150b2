/// <reference lib="esnext.intl" />
/** What can be connected, and what is known of each network in the countries of the world. */
import type { Availability, ChannelKind } from '@otklik/contract'
import { eq } from 'drizzle-orm'
import type { Ctx } from '../platform/ctx.ts'
import { workspaces } from '../workspaces/workspaces.table.ts'
import { availabilityCheckedOn, availabilityRows } from './availability-rows.ts'
import type { ChannelManifest } from './channel.ts'
import { viewKind } from './channels.view.ts'
import { listConnectors } from './registry.ts'

interface Kinds {
  items: (ChannelKind & { availability: Availability[] })[]
  country: string | null
  checkedOn: string
}

export async function listKinds(ctx: Ctx): Promise<Kinds> {
  const [row] = await ctx.db
    .select({ timeZone: workspaces.timeZone })
    .from(workspaces)
    .where(eq(workspaces.id, ctx.workspaceId))
  return {
    items: listConnectors().map((connector) => ({
      ...viewKind(connector),
      availability: availabilityOf(connector.channel.manifest),
    })),
    country: countryOf(row?.timeZone ?? 'UTC'),
    checkedOn: availabilityCheckedOn,
  }
}

function availabilityOf({ sourceType, alsoFrom }: ChannelManifest): Availability[] {
  const networks = new Set([sourceType, ...(alsoFrom ?? [])])
  return availabilityRows.filter(({ network }) => networks.has(network))
}

const zonesOf: ReadonlyMap<string, readonly string[]> = new Map(
  [...new Set(availabilityRows.map(({ country }) => country))].map((country) => [
    country,
    (new Intl.Locale('und', { region: country }).getTimeZones() ?? []).map(usualName),
  ]),
)

/** A workspace says no country, its time zone does: of those we know something of. Null elsewhere. */
export function countryOf(timeZone: string): string | null {
  const zone = usualName(timeZone)
  for (const [country, zones] of zonesOf) if (zones.includes(zone)) return country
  return null
}

/** One zone has several names: `Europe/Kyiv`, `Europe/Kiev`. */
function usualName(timeZone: string): string {
  return new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone
}
