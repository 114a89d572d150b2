/** The REST of a fake OK: discussions with comments and likes, members, people. Lists go by anchor, as OK's do. */
import { createHash } from 'node:crypto'

export interface FakeComment {
  id: string
  author_id: string
  author_name?: string
  text: string
  date_ms: number
  type?: string
  reply_to_comment_id?: string
  author_ref?: string
}

export interface FakeDiscussion {
  object_id: string
  object_type: string
  title: string
  message?: string
  creation_date?: string
  new_comments_count: number
  ref_objects: { id: string; type: string }[]
  comments: FakeComment[]
  /** Numbers of people. */
  likers?: string[]
}

export const keys = {
  groupToken: 'tkn18Yd:CQAB-group',
  applicationKey: 'CBAAPPKEY',
  applicationSecret: 'APPSECRET',
  accessToken: 'tkn1USER-admin',
}
export const groupId = '53000000000001'

export class Refusal extends Error {
  readonly code: number
  constructor(code: number, message: string) {
    super(message)
    this.code = code
  }
}

type Params = Record<string, string>

export class FakeRest {
  readonly discussions: FakeDiscussion[] = []
  /** Status by number; whoever left has none. */
  readonly members = new Map<string, string>()
  readonly people = new Map<string, { first_name: string; last_name: string }>()
  readonly topics: { id: string; gid: string; attachment: Record<string, unknown> }[] = []
  joinRequests = 0
  /** Newer OK tells how many likes a discussion has. */
  tellsLikes = false
  pageSize = 100
  private next = 1

  answer(name: string, params: Params): string {
    if (params['application_key'] !== keys.applicationKey) throw new Refusal(101, 'PARAM_API_KEY')
    if (params['access_token'] !== keys.accessToken) throw new Refusal(102, 'PARAM_SESSION_EXPIRED')
    if (params['sig'] !== expectedSignature(params))
      throw new Refusal(104, 'PARAM_SIGNATURE : Invalid signature')
    const method = this.methods[name]
    if (!method) throw new Refusal(3, 'METHOD : Method does not exist')
    return method(params)
  }

  private readonly methods: Record<string, (params: Params) => string> = {
    'discussions.getList': (params) => this.list(params),
    'discussions.getComments': (params) => this.page(params),
    'discussions.addDiscussionComment': (params) => this.addComment(params),
    'discussions.editDiscussionComment': (params) => {
      this.find(params).text = params['comment'] ?? ''
      return 'true'
    },
    'discussions.deleteDiscussionComment': (params) => {
      this.find(params).type = 'REMOVED_MESSAGE'
      return 'true'
    },
    'discussions.getDiscussionLikes': (params) => {
      const { likers = [] } = this.discussionOf(params['discussionType'] ?? '', params['discussionId'] ?? '')
      const { shown, anchor, more } = this.slice(likers, params)
      const users = shown.map((uid) => ({ uid, ...this.people.get(uid) }))
      return JSON.stringify(more ? { anchor, users } : { users })
    },
    'group.getMembers': (params) => {
      if (params['uid'] !== groupId) throw new Refusal(160, 'PARAM_GROUP_ID')
      const { shown, anchor, more } = this.slice([...this.members], params)
      const members = shown.map(([userId, status]) => ({ userId, status }))
      return JSON.stringify({ members, anchor, has_more: more })
    },
    'group.getUserGroupsByIds': (params) => {
      const uids = (params['uids'] ?? '').split(',')
      if (uids.length > 100) throw new Refusal(100, 'PARAM : too many uids')
      return JSON.stringify(uids.map((userId) => ({ userId, status: this.members.get(userId) ?? 'UNKNOWN' })))
    },
    'group.getCounters': () =>
      JSON.stringify({ counters: { members: this.members.size, join_requests: this.joinRequests } }),
    'mediatopic.post': (params) => this.publish(params),
    'users.getInfo': (params) => {
      const uids = (params['uids'] ?? '').split(',')
      if (uids.length > 100) throw new Refusal(100, 'PARAM : too many uids')
      return JSON.stringify(
        uids.flatMap((uid) => (this.people.has(uid) ? { uid, ...this.people.get(uid) } : [])),
      )
    },
  }

  private list(params: Params): string {
    const { shown, anchor, more } = this.slice(this.discussions, params)
    const discussions = shown.map(({ comments: _comments, likers = [], ...one }) => ({
      ...one,
      ...(this.tellsLikes && { like_count: likers.length }),
    }))
    return JSON.stringify(more ? { anchor, discussions } : { discussions })
  }

  /** An anchor is a place in the list. */
  private slice<T>(all: readonly T[], params: Params) {
    const from = Number(params['anchor'] ?? '0')
    const shown = all.slice(from, from + Math.min(this.pageSize, Number(params['count'] ?? '100')))
    return { shown, anchor: String(from + shown.length), more: from + shown.length < all.length }
  }

  private discussionOf(type: string, id: string): FakeDiscussion {
    const found = this.discussions.find((one) => one.object_type === type && one.object_id === id)
    if (!found) throw new Refusal(300, 'NOT_FOUND')
    return found
  }

  private page(params: Params): string {
    const { comments } = this.discussionOf(params['discussionType'] ?? '', params['discussionId'] ?? '')
    const forward = params['direction'] === 'FORWARD'
    const from = forward ? Number(params['anchor'] ?? '0') : Math.max(0, comments.length - this.pageSize)
    const shown = comments.slice(from, from + this.pageSize)
    return JSON.stringify({
      has_more: from + shown.length < comments.length,
      anchor: String(from + shown.length),
      discussionId: params['discussionId'],
      discussionType: params['discussionType'],
      comments: shown.map((one) => ({ type: 'ACTIVE_MESSAGE', ...one })),
    })
  }

  private addComment(params: Params): string {
    const { comments } = this.discussionOf(params['entityType'] ?? '', params['entityId'] ?? '')
    const parent = params['reply_to_comment_id']
    if (parent !== undefined && !comments.some(({ id }) => id === parent)) throw new Refusal(700, 'NOT_FOUND')
    const id = `own${this.next++}`
    comments.push({
      id,
      author_id: params['as_admin'] === 'true' ? groupId : '570000000009',
      text: params['comment'] ?? '',
      date_ms: Date.now(),
      ...(parent !== undefined && { reply_to_comment_id: parent }),
    })
    return JSON.stringify(id)
  }

  private publish({ type, gid = '', attachment = '' }: Params): string {
    if (type !== 'GROUP_THEME' || gid !== groupId) throw new Refusal(160, 'PARAM_GROUP_ID')
    const given = JSON.parse(attachment) as Record<string, unknown> & { media?: unknown[] }
    if (!given.media?.length) throw new Refusal(100, 'PARAM : attachment')
    const id = `6512345678${this.next++}`
    this.topics.push({ id, gid, attachment: given })
    return JSON.stringify(id)
  }

  private find(params: Params): FakeComment {
    const { comments } = this.discussionOf(params['discussionType'] ?? '', params['discussionId'] ?? '')
    const found = comments.find(({ id, type }) => id === params['comment_id'] && type !== 'REMOVED_MESSAGE')
    if (!found) throw new Refusal(700, 'NOT_FOUND : comment')
    return found
  }
}

/** By its own hand, not with the connector's: else both could be wrong together. */
function expectedSignature(params: Params): string {
  const secret = createHash('md5').update(`${keys.accessToken}${keys.applicationSecret}`).digest('hex')
  const names = Object.keys(params)
    .filter((name) => !['sig', 'access_token'].includes(name))
    .toSorted()
  const line = names.reduce((text, name) => `${text}${name}=${params[name] ?? ''}`, '')
  return createHash('md5').update(`${line}${secret}`, 'utf8').digest('hex')
}
