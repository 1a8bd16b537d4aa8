import { openConsole, signIn, startDemoHub, teacherOf } from '../../hub/console/support/a-console.ts';
import { letTheClassComeIn } from '../../hub/console/support/class-coming-in.ts';
import type { Camera } from '../camera.ts';

const PICTURES = [
  { name: 'console-register', path: 'register', colorScheme: 'light' },
  { name: 'console-register-dark', path: 'register', colorScheme: 'dark' },
  { name: 'console-sessions', path: 'sessions', colorScheme: 'light' },
] as const;

/** The desk of a teacher while a class comes in. */
export async function takePictures({ browser, take }: Camera): Promise<void> {
  const hub = await startDemoHub();
  const { sessionId } = letTheClassComeIn(hub);
  for (const { name, path, colorScheme } of PICTURES) {
    const isRegister = path === 'register';
    const { page, context } = await openConsole(browser, hub, { colorScheme });
    await signIn(page, isRegister ? teacherOf(hub) : hub.demo.admin);
    if (isRegister) await page.goto(`${hub.hub.localUrl}/console/sessions/${sessionId}`);
    const rows = page.locator('tbody [role="row"]');
    await rows.first().waitFor();
    if (isRegister) {
      await page.getByText('Live', { exact: true }).waitFor();
      await rows.nth(4).click();
    }
    await take(page, name);
    await context.close();
  }
  await hub.stop();
}
