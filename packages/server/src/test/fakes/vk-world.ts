/** What a VK server remembers of one community: its keys, hooks, dialogs and comments. */
import { randomBytes } from 'node:crypto'

export class VkRefuses extends Error {
  readonly code: number
  readonly more: object
  constructor(code: number, message: string, more: object = {}) {
    super(message)
    this.code = code
    this.more = more
  }
}

export interface VkCall {
  method: string
  params: Record<string, string>
  /** Whose key it came with. */
  who: 'community' | 'user' | 'service'
}

export interface FakeServer {
  id: number
  url: string
  secret_key: string
  title: string
  status: 'unconfigured' | 'failed' | 'ok'
  events: Record<string, number>
}

/** Methods that VK opens to a person's key only. */
const ofPeople =
  /^(?:(?:photos|video|market|board)\.(?:create|edit|delete)Comment|wall\.(?:post|editComment|deleteComment)|likes\.(?:add|delete)|groups\.(?:approveRequest|removeUser)|photos\.(?:getWallUploadServer|saveWallPhoto)|docs\.getWallUploadServer|video\.get|market\.getById)$/
const notOfCommunities = /^(?:wall\.(?:get|getById|getComments)|photos\.getById)$/

export class VkWorld {
  readonly group = {
    id: 9,
    name: 'Кофейня',
    screen_name: 'polden',
    photo_200: 'https://sun9-1.userapi.com/g.jpg',
  }
  readonly keys = {
    community: 'vk1.a.fake-key-of-a-community',
    user: 'vk1.a.fake-key-of-a-person',
    service: 'fake-key-of-an-application',
  }
  rights = ['messages', 'manage', 'photos', 'docs', 'wall']
  isAdmin = 1
  readonly servers: FakeServer[] = []
  longPoll = { enabled: false, events: {} as Record<string, number> }
  confirmationCode = 'code0'
  /** Sent by messages.send, by random_id: the same again is the same message. */
  readonly sent = new Map<string, { id: number; cmid: number; params: Record<string, string> }>()
  /** By guid: the same again is the same post. */
  readonly wallPosts = new Map<string, { id: number; params: Record<string, string> }>()
  readonly comments = new Map<string, { id: number; params: Record<string, string> }>()
  /** People who did not let the community write. */
  readonly closed = new Set<string>()
  readonly kept: { kind: string; bytes: Buffer }[] = []
  dialogs: Record<string, Record<string, unknown>[]> = {}
  posts: Record<string, unknown>[] = []
  postComments: Record<string, Record<string, unknown>[]> = {}
  private next = 100

  answer(call: VkCall, base: string): unknown {
    const { method, who } = call
    if (ofPeople.test(method) && who !== 'user')
      throw new VkRefuses(27, 'Group authorization failed: method is unavailable with group auth.')
    if (notOfCommunities.test(method) && who === 'community')
      throw new VkRefuses(27, 'Group authorization failed: method is unavailable with group auth.')
    const found =
      this.ofGroups(call) ??
      this.ofMessages(call) ??
      this.ofFiles(call, base) ??
      this.ofWall(call) ??
      this.ofPeople(call)
    if (found === undefined) throw new VkRefuses(3, 'Unknown method passed')
    return found
  }

  private ofGroups({ method, params, who }: VkCall): unknown {
    const server = this.servers.find(({ id }) => String(id) === params['server_id'])
    switch (method) {
      case 'groups.getById':
        if (who === 'user' && !params['group_ids']) throw new VkRefuses(100, 'group_id is undefined')
        return {
          groups: [
            {
              ...this.group,
              ...(params['fields']?.includes('is_admin') && { is_admin: this.isAdmin }),
              ...(params['group_ids'] && { id: Number(params['group_ids']) }),
            },
          ],
          profiles: [],
        }
      case 'groups.getTokenPermissions':
        return { mask: 1, permissions: this.rights.map((name, setting) => ({ name, setting })) }
      case 'groups.getCallbackConfirmationCode':
        return { code: this.confirmationCode }
      case 'groups.getCallbackServers':
        return {
          count: this.servers.length,
          items: this.servers.map((one) => ({ ...one, events: undefined })),
        }
      case 'groups.addCallbackServer':
        return this.addServer(params)
      case 'groups.editCallbackServer':
        Object.assign(server ?? {}, {
          url: params['url'],
          secret_key: params['secret_key'],
          status: 'unconfigured',
        })
        return 1
      case 'groups.deleteCallbackServer':
        this.servers.splice(
          this.servers.findIndex((one) => one === server),
          1,
        )
        return 1
      case 'groups.getCallbackSettings':
        return { api_version: '5.199', events: server?.events ?? {} }
      case 'groups.setCallbackSettings':
        Object.assign(server?.events ?? {}, flagsOf(params))
        return 1
      case 'groups.getLongPollSettings':
        return { is_enabled: this.longPoll.enabled, events: this.longPoll.events }
      case 'groups.setLongPollSettings':
        this.longPoll = { enabled: true, events: flagsOf(params) }
        return 1
      case 'groups.approveRequest':
      case 'groups.removeUser':
        return 1
      default:
        return undefined
    }
  }

  private addServer(params: Record<string, string>): unknown {
    if (this.servers.length >= 10) throw new VkRefuses(2000, 'Servers number limit is reached')
    if ((params['title'] ?? '').length > 14 || (params['secret_key'] ?? '').length > 50)
      throw new VkRefuses(100, 'One of the parameters is too long')
    const id = this.next++
    this.confirmationCode = `code${id}`
    this.servers.push({
      id,
      url: params['url'] ?? '',
      secret_key: params['secret_key'] ?? '',
      title: params['title'] ?? '',
      status: 'unconfigured',
      events: { message_new: 0, wall_reply_new: 0, like_add: 0 },
    })
    return { server_id: id }
  }

  private ofMessages({ method, params }: VkCall): unknown {
    switch (method) {
      case 'messages.send':
        return (params['peer_ids'] ?? '').split(',').map((peer) => this.sendTo(peer, params))
      case 'messages.getByConversationMessageId':
        return {
          items: [{ attachments: [{ type: 'photo', photo: { id: 5, owner_id: -9, access_key: 'k' } }] }],
        }
      case 'messages.getById':
        return {
          items: [...this.sent.values()]
            .filter(({ id }) => String(id) === params['message_ids'])
            .map(({ cmid }) => ({ conversation_message_id: cmid })),
        }
      case 'messages.getConversations': {
        const items = Object.entries(this.dialogs).map(([peer, list]) => ({
          conversation: { peer: { id: Number(peer), type: 'user' } },
          last_message: list.at(-1),
        }))
        return { count: items.length, items: page(items, params) }
      }
      case 'messages.getHistory': {
        const list = this.dialogs[params['peer_id'] ?? ''] ?? []
        return { count: list.length, items: page(list.toReversed(), params) }
      }
      case 'messages.edit':
      case 'messages.delete':
      case 'messages.markAsRead':
      case 'messages.setActivity':
      case 'messages.sendReaction':
      case 'messages.deleteReaction':
        return 1
      default:
        return undefined
    }
  }

  private sendTo(peer: string, params: Record<string, string>): unknown {
    if (params['random_id'] === undefined || params['random_id'] === '0')
      throw new VkRefuses(100, 'random_id is undefined')
    if ((params['message'] ?? '').length > 4096) throw new VkRefuses(914, 'Message is too long')
    if (this.closed.has(peer))
      return {
        peer_id: Number(peer),
        message_id: 0,
        error: { code: 901, description: "Can't send messages for users without permission" },
      }
    const key = `${peer}:${params['random_id']}`
    const known = this.sent.get(key)
    if (known) return { peer_id: Number(peer), message_id: known.id }
    const message = { id: this.next++, cmid: this.next++, params }
    this.sent.set(key, message)
    return { peer_id: Number(peer), message_id: message.id, conversation_message_id: message.cmid }
  }

  private ofFiles({ method, params }: VkCall, base: string): unknown {
    switch (method) {
      case 'photos.getMessagesUploadServer':
      case 'photos.getWallUploadServer':
        return { album_id: -64, upload_url: `${base}/upload/photo`, user_id: 0 }
      case 'docs.getMessagesUploadServer':
      case 'docs.getWallUploadServer':
        return { upload_url: `${base}/upload/doc` }
      case 'photos.saveMessagesPhoto':
      case 'photos.saveWallPhoto':
        return [{ id: Number(params['server']), owner_id: -9, access_key: 'key' }]
      case 'docs.save':
        return { type: 'doc', doc: { id: 6, owner_id: -9 } }
      default:
        return undefined
    }
  }

  private ofWall({ method, params }: VkCall): unknown {
    if (method.endsWith('.createComment')) return this.writeComment(method, params)
    switch (method) {
      case 'wall.post':
        return this.writePost(params)
      case 'wall.get':
        return { count: this.posts.length, items: page(this.posts, params) }
      case 'wall.getById':
        return {
          items: this.posts.filter(({ owner_id: owner, id }) =>
            params['posts']?.split(',').includes(`${String(owner)}_${String(id)}`),
          ),
        }
      case 'wall.getComments': {
        const place = params['comment_id'] ?? params['post_id'] ?? ''
        return { items: page(this.postComments[place] ?? [], params) }
      }
      case 'photos.getById':
      case 'market.getById':
        return []
      case 'video.get':
        return { count: 0, items: [] }
      case 'likes.add':
      case 'likes.delete':
        return { likes: 1 }
      default:
        return /\.(?:edit|delete)Comment$/.test(method) ? 1 : undefined
    }
  }

  private writePost(params: Record<string, string>): unknown {
    if (params['owner_id'] !== `-${this.group.id}` || params['from_group'] !== '1')
      throw new VkRefuses(15, 'Access denied')
    const { publish_date: planned, guid = randomBytes(8).toString('hex') } = params
    const known = this.wallPosts.get(guid)
    if (known) return { post_id: known.id }
    if (planned !== undefined && Number(planned) * 1000 < Date.now())
      throw new VkRefuses(100, 'One of the parameters specified was missing or invalid: publish_date')
    const taken = [...this.wallPosts.values()].some(
      (post) => planned && post.params['publish_date'] === planned,
    )
    if (taken)
      throw new VkRefuses(214, 'Access to adding post denied: a post is already scheduled for this time')
    const post = { id: this.next++, params }
    this.wallPosts.set(guid, post)
    return { post_id: post.id }
  }

  private writeComment(method: string, params: Record<string, string>): unknown {
    const guid = params['guid'] ?? randomBytes(8).toString('hex')
    const comment = this.comments.get(guid) ?? { id: this.next++, params }
    this.comments.set(guid, comment)
    if (method !== 'wall.createComment') return comment.id
    if (params['from_group'] !== String(this.group.id))
      throw new VkRefuses(100, 'from_group is not this group')
    return { comment_id: comment.id, parents_stack: params['reply_to_comment'] ? [3] : [] }
  }

  private ofPeople({ method, params }: VkCall): unknown {
    if (method !== 'users.get') return undefined
    return (params['user_ids'] ?? '').split(',').map((id) => ({
      id: Number(id),
      first_name: 'Анна',
      last_name: 'И.',
      photo_200: 'https://sun9-1.userapi.com/a.jpg',
      screen_name: `id${id}`,
    }))
  }
}

function flagsOf(params: Record<string, string>): Record<string, number> {
  return Object.fromEntries(
    Object.entries(params).flatMap(([name, value]) =>
      /^[a-z_]+_[a-z]+$/.test(name) && /^[01]$/.test(value) ? [[name, Number(value)]] : [],
    ),
  )
}

function page<T>(list: readonly T[], params: Record<string, string>): T[] {
  const offset = Number(params['offset'] ?? 0)
  return list.slice(offset, offset + Number(params['count'] ?? 20))
}
