/** Types at the cursor of a field, as a key would: React hears of it as of any other input. */
export function typeInto(field: HTMLInputElement, text: string): void {
  const end = field.selectionEnd ?? field.value.length;
  field.setRangeText(text, field.selectionStart ?? end, end, 'end');
  field.dispatchEvent(new InputEvent('input', { bubbles: true }));
}

/** Deletes what is selected in a field, or the character before its cursor. */
export function deleteIn(field: HTMLInputElement): void {
  const start = field.selectionStart ?? field.value.length;
  const end = field.selectionEnd ?? start;
  field.setRangeText('', start === end ? Math.max(0, start - 1) : start, end, 'end');
  field.dispatchEvent(new InputEvent('input', { bubbles: true }));
}
