import type { Catalogue } from '../../i18n'
import type { Formats } from '../../i18n/format'
import type { LinkState } from '../../live/link-state'
import { useChanges, useSession } from '../session'

/** Always there, in words, so that nobody takes old text for the present. */
export function LinkLine() {
  const { live, words, formats } = useSession()
  useChanges(live.states)
  const { state } = live
  return (
    <p class={`room-link is-${state.kind}`}>
      <span class="room-link-mark" aria-hidden="true" />
      <span>{describe(state, words, formats)}</span>
      {state.kind === 'offline' && (
        <button type="button" class="button-quiet" onClick={() => live.retryNow()}>
          {words.tryNow}
        </button>
      )}
    </p>
  )
}

/** The state of the link in words. */
export function describe(state: LinkState, words: Catalogue, formats: Formats): string {
  switch (state.kind) {
    case 'connecting':
      return words.linkConnecting
    case 'live':
      return words.linkLive
    case 'polling':
      return words.linkPolling
    case 'catching-up':
      return words.linkCatchingUp
    case 'offline':
      return words.linkOffline(formats.time(state.since))
    case 'ended':
      return { 'signed-out': words.linkSignedOut, 'hat-ended': words.linkHatEnded, protocol: words.linkProtocol, stopped: words.linkStopped }[state.reason]
  }
}
