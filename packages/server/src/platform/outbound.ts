/** Requests to addresses that people typed: never inside our own network, unless the administrator allowed it (OTKLIK_ALLOW_NETWORKS). */
import { lookup } from 'node:dns/promises'
import { BlockList, isIP } from 'node:net'
import { readAuthorities } from './authorities.ts'
import type { Config } from './config.ts'
import { AppError } from './errors.ts'

export interface Outbound {
  /** Throws ADDRESS_NOT_ALLOWED in words; returns the address to connect to, so that a second look-up cannot lead elsewhere. */
  resolve(host: string): Promise<{ address: string; family: 4 | 6 }>
  /** Certificate authorities to trust; undefined: those of Node. */
  ca: string[] | undefined
}

const inside: [string, number, 'ipv4' | 'ipv6'][] = [
  ['0.0.0.0', 8, 'ipv4'],
  ['10.0.0.0', 8, 'ipv4'],
  ['100.64.0.0', 10, 'ipv4'],
  ['127.0.0.0', 8, 'ipv4'],
  ['169.254.0.0', 16, 'ipv4'],
  ['172.16.0.0', 12, 'ipv4'],
  ['192.0.0.0', 24, 'ipv4'],
  ['192.168.0.0', 16, 'ipv4'],
  ['198.18.0.0', 15, 'ipv4'],
  ['224.0.0.0', 3, 'ipv4'],
  // Beside `::` and `::1`, the old ways to write an IPv4 address as an IPv6 one.
  ['::', 96, 'ipv6'],
  ['::ffff:0:0:0', 96, 'ipv6'],
  ['64:ff9b:1::', 48, 'ipv6'],
  // Teredo and 6to4 carry an IPv4 address of anybody's choice.
  ['2001::', 32, 'ipv6'],
  ['2002::', 16, 'ipv6'],
  ['fc00::', 7, 'ipv6'],
  ['fe80::', 10, 'ipv6'],
  ['fec0::', 10, 'ipv6'],
  ['ff00::', 8, 'ipv6'],
]

export function createOutbound(config: Config): Outbound {
  const blocked = new BlockList()
  for (const [network, prefix, family] of inside) {
    blocked.addSubnet(network, prefix, family)
    // A NAT64 gateway leads to the IPv4 address inside; the public ones stay open for machines that have IPv6 alone.
    if (family === 'ipv4') blocked.addSubnet(`64:ff9b::${network}`, 96 + prefix, 'ipv6')
  }
  const allowed = new BlockList()
  for (const network of config.allowNetworks) addNetwork(allowed, network)
  return {
    resolve: (host) => resolveHost(host, blocked, allowed),
    ca: config.caFile === null ? undefined : readAuthorities(config.caFile),
  }
}

function addNetwork(list: BlockList, network: string): void {
  const [address = '', prefix] = network.split('/')
  const version = isIP(address)
  const family = version === 6 ? 'ipv6' : 'ipv4'
  list.addSubnet(address, Number(prefix ?? (version === 6 ? 128 : 32)), family)
}

async function resolveHost(
  host: string,
  blocked: BlockList,
  allowed: BlockList,
): Promise<{ address: string; family: 4 | 6 }> {
  const bare = host.replace(/^\[|\]$/g, '')
  const found = isIP(bare) ? { address: bare, family: isIP(bare) } : await look(bare)
  const address = found.address.replace(/^::ffff:(?=\d+\.)/i, '')
  const family = isIP(address) === 6 ? 'ipv6' : 'ipv4'
  if (blocked.check(address, family) && !allowed.check(address, family)) {
    throw new AppError('ADDRESS_NOT_ALLOWED', {
      message: `${host} is an address inside this network (${address}). If it is meant, the administrator adds it to OTKLIK_ALLOW_NETWORKS.`,
    })
  }
  return { address, family: family === 'ipv6' ? 6 : 4 }
}

async function look(host: string): Promise<{ address: string; family: number }> {
  try {
    return await lookup(host)
  } catch (cause) {
    throw new AppError('HOST_NOT_FOUND', { message: `There is no host named ${host}`, cause })
  }
}
