import React from 'react';

type Props = { name: string };

export const App = ({ name }: Props) => {
  const label = name || 'you';
  return (
    <section>
      <h1>{label}</h1>
    </section>
  );
};
