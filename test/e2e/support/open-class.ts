import type { Page } from '@playwright/test';

/** The teacher opens the class that waits at the door, with their PIN at the wall, and the code is there. */
export async function openClass(
  wall: Page,
  teacher: { readonly name: string; readonly pin: string },
): Promise<void> {
  await wall.getByRole('button', { name: /touch here for your PIN/ }).click({ timeout: 30_000 });
  const name = wall.getByRole('button', { name: teacher.name });
  // Who teaches alone isn't asked who they are.
  await name
    .or(wall.getByRole('button', { name: '1', exact: true }))
    .first()
    .waitFor();
  if (await name.isVisible()) await name.click();
  for (const digit of teacher.pin) await wall.getByRole('button', { name: digit, exact: true }).click();
  await wall.getByRole('button', { name: 'Enter', exact: true }).click();
  await wall.getByRole('img', { name: /Room code/ }).waitFor({ timeout: 15_000 });
}
