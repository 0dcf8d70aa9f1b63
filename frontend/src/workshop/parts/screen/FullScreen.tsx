import { useEffect, useState } from 'preact/hooks'
import { Icon } from '../../../room/parts/Icon'
import { useSession } from '../../session'

export function FullScreen() {
  const { words } = useSession()
  const [isFull, setFull] = useState(false)
  useEffect(() => {
    const look = () => setFull(document.fullscreenElement !== null)
    document.addEventListener('fullscreenchange', look)
    return () => document.removeEventListener('fullscreenchange', look)
  }, [])
  if (!document.documentElement.requestFullscreen) return null
  const toggle = () => {
    const done = isFull ? document.exitFullscreen() : document.documentElement.requestFullscreen()
    done.catch(() => {})
  }
  return (
    <button type="button" class="button-quiet button-small ws-full" onClick={toggle}>
      <Icon name="monitor" />
      {isFull ? words.leaveFullScreen : words.fullScreen}
    </button>
  )
}
