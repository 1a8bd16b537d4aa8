import process from 'node:process';
import { campaignsIn } from './campaigns-in.ts';

// Plays one chunk of one campaign in a process of its own and tells what came of it: a campaign that crashes, hangs or fills the
// memory takes only its chunk with it. Ends with the gate that started it.

process.on('disconnect', () => process.exit(1));

const [list = '', name, from, count] = process.argv.slice(2);
const entry = (await campaignsIn(list)).find(({ campaign }) => campaign.name === name);
if (entry === undefined) throw new Error(`there is no campaign ${name}`);
const played = await entry.campaign.run(Number(from), Number(count));
process.send?.(played, () => process.exit(0));
