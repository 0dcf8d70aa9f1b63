import { systemClock } from '../live/clock'
import { check, type Network } from './page'
import { openSocket } from './probe'

const network: Network = {
  open: openSocket,
  async ask(path) {
    const answer = await fetch(path, { cache: 'no-store', headers: { Accept: 'application/json' } })
    return { status: answer.status, type: answer.headers.get('Content-Type') ?? '' }
  },
  isOnline: () => navigator.onLine,
}

const place = document.querySelector<HTMLElement>('[data-netcheck]')
if (place) {
  const again = place.querySelector<HTMLButtonElement>('[data-again]')
  const run = async () => {
    if (again) again.hidden = true
    await check(place, network, systemClock)
    if (again) again.hidden = false
  }
  again?.addEventListener('click', () => void run())
  void run()
}
