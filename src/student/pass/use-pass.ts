import { useEffect, useState } from 'react';
import { useStudent } from '../student-context.tsx';
import type { Pass } from './make-pass.ts';

/** The pass of this moment, made anew at every step; null before the first, and where this phone can make none. */
export function usePass(): Pass | null {
  const student = useStudent();
  const [pass, setPass] = useState<Pass | null>(null);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isOver = false;
    const renew = async (): Promise<void> => {
      const made = await student.makePass();
      if (isOver) return;
      setPass(made);
      if (made === null) return;
      // A page that comes back from the background finds its timer late and the pass old: it is renewed at once then.
      timer = setTimeout(() => void renew(), Math.max(50, made.until - student.now()));
    };
    const wake = (): void => {
      clearTimeout(timer);
      if (!document.hidden) void renew();
    };
    void renew();
    document.addEventListener('visibilitychange', wake);
    return () => {
      isOver = true;
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', wake);
    };
  }, [student]);
  return pass;
}
