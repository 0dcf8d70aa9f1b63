import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { settle } from '../support/clock'
import { edit, OutboxBench, post, type Fate } from '../support/outbox'
import { FullStorage } from '../support/storage'

describe('The outbox', () => {
  it('sends in order and is empty afterwards', async () => {
    const bench = new OutboxBench()
    const outbox = bench.tab()
    outbox.add(post('one'))
    outbox.add(post('two'))
    await settle()
    expect(bench.server.posts).toEqual(['one', 'two'])
    expect(outbox.items()).toEqual([])
    expect(bench.storage.length).toBe(0)
  })

  it('says saving while it is on its way, and tells when it is saved', async () => {
    const bench = new OutboxBench()
    const outbox = bench.tab()
    const saved: unknown[] = []
    outbox.saved.listen(({ item }) => saved.push(item.text))
    outbox.add(post('one'))
    expect(outbox.items().map((item) => outbox.stateOf(item))).toEqual(['saving'])
    await settle()
    expect(saved).toEqual(['one'])
  })

  it('of several waiting things with one name sends only the last, and forgets the refused', async () => {
    const bench = new OutboxBench()
    bench.server.fates = ['request lost']
    const outbox = bench.tab()
    for (const text of ['one', 'two', 'three']) outbox.add({ ...post(text), slot: 'same' })
    outbox.add(post('other'))
    await bench.clock.pass(10_000)
    expect(bench.server.posts).toEqual(['three', 'other'])
    bench.server.fates = [{ refused: 409 }]
    outbox.add({ ...post('four'), slot: 'same' })
    await settle()
    outbox.add({ ...post('five'), slot: 'same' })
    await settle()
    expect(outbox.items()).toEqual([])
  })

  it('posts once although the answer was lost', async () => {
    const bench = new OutboxBench()
    bench.server.fates = ['answer lost', 'request lost']
    const outbox = bench.tab()
    outbox.add(post('one'))
    await settle()
    expect(outbox.items().map((item) => outbox.stateOf(item))).toEqual(['waiting'])
    await bench.clock.pass(10_000)
    expect(bench.server.posts).toEqual(['one'])
    expect(bench.server.requests).toEqual(['key-1', 'key-1', 'key-1'])
    expect(outbox.items()).toEqual([])
  })

  it('keeps the order when the first has to wait', async () => {
    const bench = new OutboxBench()
    bench.server.fates = ['request lost']
    const outbox = bench.tab()
    outbox.add(post('one'))
    outbox.add(post('two'))
    await bench.clock.pass(10_000)
    expect(bench.server.posts).toEqual(['one', 'two'])
  })

  it('waits as long as the server asks, even when the net wakes up', async () => {
    const bench = new OutboxBench()
    bench.server.fates = [{ wait: 30_000 }]
    const outbox = bench.tab()
    outbox.add(post('one'))
    await bench.clock.pass(29_000)
    outbox.wake()
    await settle()
    expect(bench.server.requests).toHaveLength(1)
    await bench.clock.pass(1_000)
    expect(bench.server.posts).toEqual(['one'])
  })

  it('tries at once when the net is back', async () => {
    const bench = new OutboxBench()
    bench.server.fates = Array.from<Fate>({ length: 6 }).fill('request lost')
    const outbox = bench.tab()
    outbox.add(post('one'))
    await bench.clock.pass(20_000)
    bench.server.fates = []
    outbox.wake()
    await settle()
    expect(bench.server.posts).toEqual(['one'])
  })

  it('keeps a refused text with the reason, and goes on with the next', async () => {
    const bench = new OutboxBench()
    bench.server.fates = [{ refused: 422 }]
    const outbox = bench.tab()
    outbox.add(post('too long'))
    outbox.add(post('fine'))
    await settle()
    const [item] = outbox.items()
    expect(item).toMatchObject({ text: 'too long', refusal: { status: 422, detail: 'Because 422' } })
    expect(item && outbox.stateOf(item)).toBe('refused')
    expect(bench.server.posts).toEqual(['fine'])
    await bench.clock.pass(600_000)
    expect(bench.server.requests).toHaveLength(2)
  })

  it('sends a refused text again when the person wants to, or throws it away', async () => {
    const bench = new OutboxBench()
    bench.server.fates = [{ refused: 422 }, { refused: 422 }]
    const outbox = bench.tab()
    const first = outbox.add(post('one'))
    const second = outbox.add(post('two'))
    await settle()
    outbox.retry(first, { text: 'better', body: { text: 'better' } })
    outbox.discard(second)
    await settle()
    expect(bench.server.posts).toEqual(['better'])
    expect(outbox.items()).toEqual([])
  })

  it('sends a changed text under a new key, since the old key stands for the old text', async () => {
    const bench = new OutboxBench()
    bench.server.fates = [{ refused: 422 }]
    const outbox = bench.tab()
    const key = outbox.add(post('one'))
    await settle()
    outbox.retry(key, { text: 'better', body: { text: 'better' } })
    await settle()
    expect(bench.server.requests).toEqual(['key-1', 'key-2'])
  })

  it('posts once although the person was signed out after a lost answer', async () => {
    const bench = new OutboxBench()
    bench.server.fates = ['answer lost', { refused: 401 }]
    const outbox = bench.tab()
    const key = outbox.add(post('one'))
    await bench.clock.pass(5_000)
    expect(outbox.items()[0]?.refusal?.status).toBe(401)
    outbox.retry(key)
    await settle()
    expect(bench.server.posts).toEqual(['one'])
    expect(new Set(bench.server.requests)).toEqual(new Set(['key-1']))
  })

  it('lets a second own edit follow the first to its new revision', async () => {
    const bench = new OutboxBench()
    bench.server.fates = ['request lost']
    const outbox = bench.tab()
    outbox.add(edit('first', 4))
    outbox.add(edit('second', 4))
    const sent: unknown[] = []
    outbox.saved.listen(({ item }) => sent.push([item.text, item.ifMatch]))
    await bench.clock.pass(5_000)
    expect(sent).toEqual([
      ['first', 4],
      ['second', 5],
    ])
  })
})

describe('A browser that is closed', () => {
  it('while the net is away sends the text when it is opened again', async () => {
    const bench = new OutboxBench()
    bench.server.fates = ['request lost']
    bench.tab().add(post('one'))
    await settle()
    const reopened = bench.tab()
    expect(reopened.items().map(({ text }) => text)).toEqual(['one'])
    reopened.wake()
    await settle()
    expect(bench.server.posts).toEqual(['one'])
  })

  it('before the answer came posts no second time', async () => {
    const bench = new OutboxBench()
    bench.server.fates = ['answer lost']
    bench.tab().add(post('one'))
    await settle()
    bench.tab().wake()
    await settle()
    expect(bench.server.posts).toEqual(['one'])
  })

  it('still has a refused text afterwards', async () => {
    const bench = new OutboxBench()
    bench.server.fates = [{ refused: 403 }]
    bench.tab().add(post('one'))
    await settle()
    expect(bench.tab().items()[0]).toMatchObject({ text: 'one', refusal: { status: 403 } })
  })
})

describe('Two tabs of the same person', () => {
  it('send each thing once between them', async () => {
    const bench = new OutboxBench()
    const [left, right] = [bench.tab(), bench.tab()]
    left.add(post('one'))
    right.add(post('two'))
    left.wake()
    right.wake()
    await settle()
    await bench.clock.pass(0)
    expect(bench.server.requests).toHaveLength(2)
    expect(bench.server.posts.toSorted()).toEqual(['one', 'two'])
  })

  it('post once also where the browser has no locks', async () => {
    const bench = new OutboxBench()
    bench.lock = (_name, work) => work()
    const [left, right] = [bench.tab(), bench.tab()]
    left.add(post('one'))
    right.wake()
    await settle()
    expect(bench.server.posts).toEqual(['one'])
    expect(left.items()).toEqual([])
  })

  it('see each other’s things', () => {
    const bench = new OutboxBench()
    bench.server.fates = ['request lost']
    const [left, right] = [bench.tab(), bench.tab()]
    let told = 0
    right.changes.listen(() => (told += 1))
    left.add(post('one'))
    right.onStorage('arenan.outbox.person.room.key-1')
    right.onStorage('somebody.else')
    expect(told).toBe(1)
    expect(right.items()).toHaveLength(1)
  })
})

describe('A browser without room', () => {
  it('still sends, and keeps the text as long as the page lives', async () => {
    const bench = new OutboxBench()
    bench.storage = new FullStorage()
    bench.server.fates = [{ refused: 422 }]
    const outbox = bench.tab()
    outbox.add(post('one'))
    await settle()
    expect(outbox.items()[0]).toMatchObject({ text: 'one', refusal: { status: 422 } })
  })
})

describe('Whatever the net does', () => {
  const fate = fc.constantFrom<Fate>('arrives', 'answer lost', 'request lost', 'server broken')
  const step = fc.oneof(
    { weight: 3, arbitrary: fc.constant('post' as const) },
    { weight: 2, arbitrary: fc.constant('pass' as const) },
    { weight: 1, arbitrary: fc.constant('reload' as const) },
    { weight: 1, arbitrary: fc.constant('second tab' as const) },
  )

  it('each post arrives exactly once, and in order', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fate, { maxLength: 30 }), fc.array(step, { maxLength: 20 }), async (fates, steps) => {
        const bench = new OutboxBench()
        bench.server.fates = fates
        let tab = bench.tab()
        const written: string[] = []
        for (const what of steps) {
          if (what === 'post') {
            const text = `text ${written.length}`
            written.push(text)
            tab.add(post(text))
          } else if (what === 'pass') await bench.clock.pass(3_000)
          else if (what === 'reload') (tab = bench.tab()).wake()
          else bench.tab().wake()
        }
        tab.wake()
        await bench.clock.pass(10 * 60_000)
        expect(bench.server.posts).toEqual(written)
        expect(bench.tab().items()).toEqual([])
      }),
      { numRuns: 150 },
    )
  })
})
