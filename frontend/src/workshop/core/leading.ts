import type { Outbox } from '../../live/outbox'
import { asItem } from './deeds'
import type { Outcome, OutcomeType, Source, Step } from './views'

type Sent = Omit<Parameters<typeof asItem>[1], 'method'>

/** The words of a conclusion, whom it concerns and by when. */
export interface Words {
  type: OutcomeType
  text: string
  organisation: string | null
  due: string | null
}

/**
 * What the hosts do, under a key each, so that it happens once however often it is sent. `what` names it for the list
 * of what waits; `about` is the thing it concerns.
 */
export class Leading {
  constructor(
    private outbox: Outbox,
    private workshop: string,
  ) {}

  /** start, pause, resume, end, lock, unlock or wheel. */
  course(what: 'start' | 'pause' | 'resume' | 'end' | 'lock' | 'unlock' | 'wheel'): void {
    // Of pause and resume, lock and unlock only the last word counts.
    const slot = { pause: 'pause', resume: 'pause', lock: 'lock', unlock: 'lock' }[what as string]
    this.send('POST', what, '', { path: `/workshops/${this.workshop}/${what}`, ...(slot ? { slot } : {}) })
  }

  /** Goes to a step, from the one that was open when that was decided. */
  go(step: string, after: string | null): void {
    this.send('PUT', 'go', step, { path: `/workshops/${this.workshop}/step`, body: { step, after }, slot: 'go' })
  }

  notice(text: string): void {
    this.send('PUT', 'notice', '', { path: `/workshops/${this.workshop}/notice`, body: { text }, slot: 'notice' })
  }

  step(what: 'close' | 'reveal' | 'hide-authors' | 'collect', step: string): void {
    this.send('POST', what, step, { path: `/workshop-steps/${step}/${what}` })
  }

  moreTime(step: string, minutes: number): void {
    this.send('POST', 'time', step, { path: `/workshop-steps/${step}/time`, body: { minutes } })
  }

  redact(note: string, reason: string): void {
    this.send('POST', 'redact', note, { path: `/workshop-notes/${note}/redact`, body: { reason } })
  }

  late(late: string, what: 'take-in' | 'leave-out'): void {
    this.send('POST', what, late, { path: `/workshop-late/${late}/${what}`, slot: `late.${late}` })
  }

  showOut(participant: string): void {
    this.send('DELETE', 'show-out', participant, { path: `/workshop-participants/${participant}` })
  }

  extraTime(participant: string, extra: number): void {
    const path = `/workshop-participants/${participant}/extra-time`
    this.send('PUT', 'extra', participant, { path, body: { extra }, slot: `extra.${participant}` })
  }

  raiseFor(step: string, participant: string): void {
    this.send('POST', 'raise', participant, { path: `/workshop-steps/${step}/hands`, body: { participant } })
  }

  hand(hand: string, what: 'call' | 'done' | 'lower'): void {
    this.send('POST', what, hand, { path: `/workshop-hands/${hand}/${what}` })
  }

  question(asked: string, what: 'answered' | 'reopen' | 'remove'): void {
    this.send('POST', what, asked, { path: `/workshop-questions/${asked}/${what}` })
  }

  merge(asked: string, into: string): void {
    this.send('POST', 'merge', asked, { path: `/workshop-questions/${asked}/merge`, body: { into } })
  }

  lay(step: Step, size: number): void {
    this.send('POST', 'lay', step.id, { path: `/workshop-steps/${step.id}/tables`, body: { size } })
  }

  seat(participant: string, table: string): void {
    const path = `/workshop-participants/${participant}/table`
    this.send('PUT', 'seat', participant, { path, body: { table }, slot: `seat.${participant}` })
  }

  callBack(step: string, seconds: number): void {
    this.send('POST', 'call-back', step, { path: `/workshop-steps/${step}/call-back`, body: { seconds } })
  }

  lift(words: Words, sources: Source[]): void {
    const body = { ...words, sources }
    this.send('POST', 'lift', sources[0]?.thing ?? '', { path: `/workshops/${this.workshop}/outcomes`, body })
  }

  outcome(outcome: Outcome, what: 'agree' | 'drop' | 'keep-words'): void {
    this.send('POST', what, outcome.id, { path: `/workshop-outcomes/${outcome.id}/${what}` })
  }

  changeOutcome(outcome: Outcome, changed: Words): void {
    const sent = { path: `/workshop-outcomes/${outcome.id}`, body: changed, ifMatch: outcome.revision, target: outcome.id }
    this.send('PUT', 'outcome', outcome.id, sent)
  }

  /** What each kind of conclusion needs to be handed over differs; the server says what is missing. */
  handOver(outcome: string, given: Record<string, string>): void {
    this.send('POST', 'hand-over', outcome, { path: `/workshop-outcomes/${outcome}/hand-over`, body: given })
  }

  redactAnswer(step: string, question: string, text: string): void {
    this.send('POST', 'redact', step, { path: `/workshop-steps/${step}/answers/redact`, body: { question, text } })
  }

  private send(method: 'POST' | 'PUT' | 'DELETE', what: string, about: string, sent: Sent): void {
    this.outbox.add(asItem({ does: 'lead', what, about }, { ...sent, method }))
  }
}
