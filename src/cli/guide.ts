import type { DemoFacts, HubReady, KioskReady } from '#contracts/process-messages.ts';

function people(demo: DemoFacts): string {
  const teacher = demo.faculty[0];
  const student = demo.students[0];
  return [
    teacher && `  Teacher       ${teacher.name}: PIN ${teacher.pin}, card ${teacher.card}`,
    teacher && `                console sign-in ${teacher.username} / ${teacher.password}`,
    student && `  Student       ${student.name}: card ${student.card}`,
    student &&
      `                phone sign-in ${student.studentNumber} with the one-time code ${student.signInCode}`,
    `  Somebody else card ${demo.strangerCard} (enrolled in another class)`,
    `  Administrator ${demo.admin.username} / ${demo.admin.password}${demo.admin.pin === null ? '' : `, PIN at the kiosk ${demo.admin.pin}`}`,
  ]
    .filter((line) => line !== undefined)
    .join('\n');
}

function trustAdvice(publicUrl: string): string {
  return `
                for phones in the same network. With --tls=self-signed a phone warns of the certificate until
                it trusts the authority at ${publicUrl}/ca.pem`;
}

/** What a person who just typed `npm start` needs: addresses, who is who, what to try first. */
export function startGuide(hub: HubReady, kiosk: KioskReady, dataFolder: string): string {
  const { url, publicUrl, demo } = hub;
  const display =
    kiosk.display === 'none'
      ? `open ${kiosk.address} in a browser on this machine (no display was found to open it on)`
      : `open on this machine's display (${kiosk.display})`;
  const addresses = `
Muster is running.

  Kiosk screen  ${display}
  Console       ${url}/console/
  Student page  ${publicUrl}/${publicUrl === url ? '' : trustAdvice(publicUrl)}
  API           ${url}/api/docs
  Kept in       ${dataFolder}
`;
  if (demo === null) return `${addresses}\nCtrl-C stops everything.\n`;
  return `${addresses}
${demo.institution}, room ${demo.room}, now: ${demo.classNow}
${people(demo)}

What to try first
  1. At the kiosk: touch the button for faculty, choose the teacher, enter the PIN. The class opens.
  2. In the simulator panel (lower right): tap a student's card. Tap it again. Tap somebody else's.
  3. Open the student page in another window, sign in, and type the eight digits under the code, or
     scan it with a phone (start with --tls=self-signed for that).
  4. Watch the register fill in the console.

Ctrl-C stops everything; the next start goes on where this one was.
`;
}
