/** Every connector: one folder, one entry. `conformance.test.ts` fails when a folder is missing here. */
import type { Ctx } from '../platform/ctx.ts'
import { api } from './api/index.ts'
import type { Channel, RawEvent, ReceiveOutcome } from './channel.ts'
import { sandbox } from './sandbox/index.ts'

export interface Connector {
  channel: Channel
  /**
   * The core's own step for this kind, in the transaction that writes the cards: keeps what the connector found beside them
   * (a letter's headers), applies rules, and may change the outcome. No network here.
   */
  keep?: (ctx: Ctx, read: ReadEvent) => Promise<ReceiveOutcome>
}

export interface ReadEvent {
  channel: { id: string; kind: string; name: string }
  raw: RawEvent
  outcome: ReceiveOutcome
}

const connectors: ReadonlyMap<string, Connector> = new Map(
  [forget({ channel: api }), forget({ channel: sandbox })].map((connector) => [connector.channel.manifest.kind, connector]),
)

export function findConnector(kind: string): Connector | undefined {
  return connectors.get(kind)
}

export function listConnectors(): Connector[] {
  return [...connectors.values()]
}

/** The core holds connectors of every configuration; `openChannel` parses values with the connector's own schema before it calls them. */
function forget<C>(connector: { channel: Channel<C>; keep?: Connector['keep'] }): Connector {
  return connector as unknown as Connector
}
