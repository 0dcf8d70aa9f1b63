import { useEffect } from 'preact/hooks'
import type { Message } from '../../api/types'
import type { Holder } from '../holder'
import { useSession } from '../session'

/** Marks a message as read once it has really been seen. */
export function useSeen(card: Holder<HTMLElement>, { id, seq }: Message): void {
  const { sight, reads, places, store } = useSession()
  useEffect(() => {
    if (!card.current || (reads.has(seq) && !places.unseen.has(id))) return
    return sight.watch(card.current, () => {
      const index = store.messages.findIndex((message) => message.id === id)
      reads.see(seq, store.messages[index - 1]?.seq ?? null)
      places.see(id)
    })
  }, [id, seq])
}
