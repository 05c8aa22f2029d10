// Shows the API document, in the colour scheme that the browser prefers.
const dark = matchMedia('(prefers-color-scheme: dark)');
const followColours = () => document.documentElement.classList.toggle('dark-mode', dark.matches);
followColours();
dark.addEventListener('change', followColours);

// Links to each group of calls, because the description is long.
function addLinks(tags) {
  const links = tags.map(({ name }) => {
    const link = document.createElement('a');
    link.href = `#operations-tag-${name}`;
    link.textContent = name;
    return link;
  });
  document.querySelector('nav').prepend(...links);
}

async function show() {
  const spec = await (await fetch('openapi.json')).json();
  addLinks(spec.tags);
  SwaggerUIBundle({
    spec,
    dom_id: '#document',
    deepLinking: true,
    docExpansion: 'list',
    defaultModelsExpandDepth: 0,
    // Disables requests to the validator of another host.
    validatorUrl: null,
  });
}

void show();
