/** Every connector: one folder, one entry. `conformance.test.ts` fails when a folder is missing here. */
import { api } from './api/index.ts'
import { calls } from './calls/index.ts'
import type { Channel } from './channel.ts'
import { email } from './email/index.ts'
import { feed } from './feed/index.ts'
import { max } from './max/index.ts'
import { ok } from './ok/index.ts'
import { sandbox } from './sandbox/index.ts'
import { site } from './site/index.ts'
import { telegram } from './telegram/index.ts'
import { vk } from './vk/index.ts'

export interface Connector {
  channel: Channel
}

/** In the order people are offered them. */
const connectors: ReadonlyMap<string, Connector> = new Map(
  [
    forget({ channel: email }),
    forget({ channel: telegram }),
    forget({ channel: vk }),
    forget({ channel: max }),
    forget({ channel: ok }),
    forget({ channel: site }),
    forget({ channel: calls }),
    forget({ channel: api }),
    forget({ channel: feed }),
    forget({ channel: sandbox }),
  ].map((connector) => [connector.channel.manifest.kind, connector]),
)

export function findConnector(kind: string): Connector | undefined {
  return connectors.get(kind)
}

export function listConnectors(): Connector[] {
  return [...connectors.values()]
}

/** The core holds connectors of every configuration; `openChannel` parses values with the connector's own schema before it calls them. */
function forget<C>(connector: { channel: Channel<C> }): Connector {
  return connector
}
