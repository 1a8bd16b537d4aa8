import process from 'node:process';

// Stands in for the engine: says that it is there, repeats what it is told, and dies or hangs when asked to.
let deaf = false;
const say = (text: string) => process.send?.({ type: 'to-screen', text });

process.on('message', (message: { type: string; message?: string }) => {
  if (message.type === 'stop' && !deaf) process.exit(0);
  if (message.type !== 'from-screen') return;
  if (message.message === 'die') process.exit(3);
  if (message.message === 'be deaf') deaf = true;
  say(`heard ${message.message}`);
});
say(`up ${process.pid}`);
