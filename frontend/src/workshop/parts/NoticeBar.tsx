import { Icon } from '../../room/parts/Icon'
import { useSession } from '../session'

/** A few words from those who lead, on all screens. */
export function NoticeBar() {
  const { store, words } = useSession()
  const { notice } = store.workshop
  if (!notice) return null
  return (
    <p class="notice notice-attention ws-notice">
      <Icon name="notice" />
      <span class="notice-body">
        <span class="sr-only">{words.notice}: </span>
        {notice}
      </span>
    </p>
  )
}
