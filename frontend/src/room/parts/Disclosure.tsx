import type { ComponentChildren } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { Holder } from '../holder'
import { Icon, type IconName } from './Icon'

interface Props {
  label: string
  /** Spoken instead of the label where the label alone says too little. */
  fullLabel?: string
  icon: IconName
  buttonRef?: Holder<HTMLButtonElement>
  children: (close: () => void) => ComponentChildren
}

/** A button that shows more buttons. Escape, a choice or leaving it closes; the focus goes back to the button. */
export function Disclosure({ label, fullLabel, icon, buttonRef, children }: Props) {
  const [isOpen, setOpen] = useState(false)
  const own = useRef<HTMLButtonElement>(null)
  const button = buttonRef ?? own
  const box = useRef<HTMLDivElement>(null)
  const close = () => {
    setOpen(false)
    button.current?.focus()
  }

  useEffect(() => {
    if (!isOpen) return
    const leave = (event: Event) => {
      if (event.target instanceof Node && !box.current?.contains(event.target)) setOpen(false)
    }
    document.addEventListener('pointerdown', leave)
    document.addEventListener('focusin', leave)
    return () => {
      document.removeEventListener('pointerdown', leave)
      document.removeEventListener('focusin', leave)
    }
  }, [isOpen])

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !isOpen) return
    event.stopPropagation()
    close()
  }

  return (
    <div class="menu" ref={box} onKeyDown={onKeyDown}>
      <button
        type="button"
        class="menu-button button-quiet"
        ref={button}
        aria-expanded={isOpen}
        aria-label={fullLabel}
        onClick={() => setOpen(!isOpen)}
      >
        <Icon name={icon} />
        {label}
      </button>
      {isOpen && <div class="menu-panel">{children(close)}</div>}
    </div>
  )
}
