import { type RefObject, useLayoutEffect, useRef } from 'react';

const SLIDE_MS = 180;

/** Slides a list down by its first row whenever another one comes first; never when it is first shown. */
export function useSlideIn(ref: RefObject<HTMLElement | null>, first: string | null): void {
  const before = useRef(first);
  useLayoutEffect(() => {
    const isNew = before.current !== first;
    before.current = first;
    const list = ref.current;
    const row = list?.firstElementChild;
    if (!isNew || list === null || row === null || row === undefined) return;
    if (window.matchMedia('(prefers-reduced-motion: reduce)').matches) return;
    const from = `translateY(${-row.getBoundingClientRect().height}px)`;
    list.animate([{ transform: from }, { transform: 'none' }], {
      duration: SLIDE_MS,
      easing: 'cubic-bezier(0.2, 0.7, 0.3, 1)',
    });
    row.animate([{ opacity: 0 }, { opacity: 1 }], { duration: SLIDE_MS });
  }, [ref, first]);
}
