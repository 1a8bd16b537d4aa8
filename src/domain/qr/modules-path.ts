/**
 * SVG path data of a QR code's dark modules, one unit a module. `data` has one byte a module, row by row, 1 for a dark one. Each
 * unbroken run is one rectangle: a third of the data of a square for each.
 */
export function modulesPath(size: number, data: Uint8Array): string {
  const runs: string[] = [];
  for (let y = 0; y < size; y += 1) runs.push(...darkRuns(data.subarray(y * size, (y + 1) * size), y));
  return runs.join('');
}

function darkRuns(row: Uint8Array, y: number): string[] {
  const runs: string[] = [];
  for (let x = 0; x < row.length; x += 1) {
    if (row[x] !== 1) continue;
    const from = x;
    while (row[x + 1] === 1) x += 1;
    runs.push(`M${from} ${y}h${x + 1 - from}v1h-${x + 1 - from}z`);
  }
  return runs;
}
