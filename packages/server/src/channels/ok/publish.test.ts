import { describe, expect, it } from 'vitest'
import { groupId } from '../../test/fakes/ok-rest.ts'
import { useOk } from '../../test/fakes/use-ok.ts'
import { ChannelError, type OutboundPost } from '../channel.ts'
import { inspectOk } from './inspect.ts'
import { publishOk } from './publish.ts'

const desk = useOk()

const publish = (more: Partial<OutboundPost> = {}, config = desk().settings) =>
  publishOk({ id: 'p1', placeId: groupId, text: 'Новинка', at: null, ...more }, config, desk().io)

async function failureOf(work: Promise<unknown>): Promise<ChannelError> {
  const error: unknown = await work.then(
    () => null,
    (reason: unknown) => reason,
  )
  if (!(error instanceof ChannelError)) throw new Error('no ChannelError came', { cause: error })
  return error
}

describe('a topic of OK', () => {
  it('comes out in the name of the group, with its address', async () => {
    expect(await publish()).toEqual({
      externalId: `ok:group/${groupId}/topic/65123456781`,
      url: `https://ok.ru/group/${groupId}/topic/65123456781`,
    })
    expect(desk().fake.rest.topics).toEqual([
      {
        id: '65123456781',
        gid: groupId,
        attachment: { media: [{ type: 'text', text: 'Новинка' }], onBehalfOfGroup: 'true' },
      },
    ])
  })

  it('of a later time is given to the schedule of OK in milliseconds', async () => {
    const at = new Date('2026-12-01T07:00:00Z')
    expect((await publish({ at })).url).toBeNull()
    expect(desk().fake.rest.topics[0]?.attachment).toMatchObject({ publishAtMs: at.getTime() })
  })

  it('cut off in the middle has an unknown end', async () => {
    for (const fault of ['break', 'html', 1] as const) {
      desk().fake.fail('mediatopic.post', fault)
      expect((await failureOf(publish())).kind).toBe('unknown_outcome')
    }
  })

  it.each([
    [8, 'retry', 'подождать'],
    [10, 'forbidden', 'GROUP_CONTENT'],
    [403, 'forbidden', 'человек'],
    [454, 'rejected_content', 'запрещённые слова'],
    [601, 'rejected_content', 'содержимое'],
  ])('refused with %i is %s, in words that help', async (code, kind, words) => {
    desk().fake.fail('mediatopic.post', code)
    const refused = await failureOf(publish())
    expect(refused.kind).toBe(kind)
    expect(refused.words.ru).toContain(words)
    expect(desk().fake.rest.topics).toEqual([])
  })

  it('needs the keys of an application, and the page of the channel says so', async () => {
    const bare = desk().settingsWith({ accessToken: '' })
    expect((await failureOf(publish({}, bare))).kind).toBe('forbidden')
    expect(desk().fake.calls).toEqual([])
    const { missing, publishTo } = await inspectOk(bare, desk().io)
    expect(missing.map(({ capability }) => capability)).toEqual(
      expect.arrayContaining(['publish', 'schedule']),
    )
    expect(publishTo).toEqual([])
    const all = await inspectOk(desk().settings, desk().io)
    expect(all.works).toEqual(expect.arrayContaining(['publish', 'schedule']))
    expect(all.publishTo).toEqual([{ id: groupId, name: 'Кофейня' }])
  })
})
