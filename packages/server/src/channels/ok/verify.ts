/** OK signs nothing: the unguessable address is the protection, and whoever wants may take OK's own networks alone. */
import { BlockList, isIP } from 'node:net'
import type { PushRequest, VerifyOutcome } from '../channel.ts'
import type { OkSettings } from './settings.ts'

/** As OK named them; it tells nobody when they change, so a refused push is fetched at the next look. */
const networks = ['217.20.145.192', '217.20.151.160', '217.20.153.48']

const known = new BlockList()
for (const network of networks) known.addSubnet(network, 28, 'ipv4')

export function verifyPush({ ip }: Pick<PushRequest, 'ip'>, { checkSource }: OkSettings): VerifyOutcome {
  return !checkSource || (ip !== null && isOfOk(ip)) ? { kind: 'accept' } : { kind: 'refuse' }
}

function isOfOk(ip: string): boolean {
  const family = isIP(ip)
  return family !== 0 && known.check(ip, family === 4 ? 'ipv4' : 'ipv6')
}
