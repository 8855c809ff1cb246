// The columns of the board, in their order.
export const columns = [
  { status: 'todo', title: 'To do', empty: 'Nothing to do.' },
  { status: 'doing', title: 'Doing', empty: 'Nobody is busy.' },
  { status: 'done', title: 'Done', empty: 'Nothing is done yet.' },
];
export const titleOf = (status) => columns.find((one) => one.status === status).title;
