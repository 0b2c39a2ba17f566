// Builds what browsers get (wwwroot) and the icons and letters that the site itself draws with. Called by MSBuild, see Assets.targets;
// by hand: node build.mjs <wwwroot> <icons.json>
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const here = path.dirname(fileURLToPath(import.meta.url));
const [wwwroot = path.join(here, '../wwwroot'), iconsFile = path.join(here, '../obj/assets/icons.json')] = process.argv.slice(2);
const modules = path.join(here, 'node_modules');

await withLock(path.join(here, '.build.lock'), async () => {
  installPackages();
  await buildStyles();
  await buildScripts();
  copyFonts();
  copyPictureFonts();
  copyBrand();
  collectIcons();
});

// Two builds of the same checkout (an IDE and a terminal) must not install at the same time.
async function withLock(file, work) {
  const deadline = Date.now() + 180_000;
  for (;;) {
    try {
      fs.writeFileSync(file, String(process.pid), { flag: 'wx' });
      break;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
      if (ownerIsGone(file)) fs.rmSync(file, { force: true });
      else if (Date.now() > deadline) fail(`Another build has held ${file} for three minutes. Remove the file if none is running.`);
      else await new Promise(resume => setTimeout(resume, 250));
    }
  }
  process.on('exit', () => fs.rmSync(file, { force: true })); // also when a step fails
  await work();
}

function ownerIsGone(file) {
  try {
    const owner = Number(fs.readFileSync(file, 'utf8'));
    if (!owner) return Date.now() - fs.statSync(file).mtimeMs > 5_000; // being written, or left half written
    process.kill(owner, 0);
    return false;
  } catch (error) {
    return error.code === 'ESRCH';
  }
}

function installPackages() {
  const stamp = path.join(modules, '.gbo-lock-hash');
  const wanted = createHash('sha256').update(fs.readFileSync(path.join(here, 'package-lock.json'))).digest('hex');
  if (fs.existsSync(stamp) && fs.readFileSync(stamp, 'utf8') === wanted) return;
  // No install scripts: nothing here needs them, and they are how a bad package gets hold of a build machine.
  const npm = spawnSync('npm', ['ci', '--ignore-scripts', '--loglevel=error'], {
    cwd: here, stdio: ['ignore', 'inherit', 'inherit'], shell: process.platform === 'win32',
  });
  if (npm.error || npm.status !== 0)
    fail(`"npm ci" failed in ${here}. It needs npm and a package registry${npm.error ? ` (${npm.error.message})` : ''}.`);
  fs.writeFileSync(stamp, wanted);
}

async function buildStyles() {
  const sass = await import('sass');
  const { css } = await sass.compileAsync(path.join(here, 'scss/gbo.scss'), {
    style: 'compressed', loadPaths: [modules], quietDeps: true, silenceDeprecations: ['import', 'global-builtin', 'color-functions', 'if-function'],
  });
  write('gbo.css', css);
}

async function buildScripts() {
  const { build } = await import('esbuild');
  const { outputFiles } = await build({
    entryPoints: [path.join(here, 'js/gbo.js')], bundle: true, minify: true, format: 'iife', target: 'es2020', write: false,
  });
  write('gbo.js', outputFiles[0].text);
  write('htmx.js', fs.readFileSync(path.join(modules, 'htmx.org/dist/htmx.min.js'), 'utf8').replace(/\n?\/\/# sourceMappingURL=.*\s*$/, '\n'));
}

function copyFonts() {
  const files = path.join(modules, '@fontsource-variable/atkinson-hyperlegible-next/files');
  for (const subset of ['latin', 'latin-ext'])
    write(`fonts/atkinson-${subset}.woff2`, fs.readFileSync(path.join(files, `atkinson-hyperlegible-next-${subset}-wght-normal.woff2`)));
}

// For pictures that the site draws itself: these do not go to browsers.
function copyPictureFonts() {
  const files = path.join(modules, '@expo-google-fonts/atkinson-hyperlegible-next');
  for (const [weight, name] of [['400Regular', 'regular'], ['700Bold', 'bold']])
    writeFile(path.join(path.dirname(iconsFile), `atkinson-${name}.ttf`), fs.readFileSync(path.join(files, weight, `AtkinsonHyperlegibleNext_${weight}.ttf`)));
}

function copyBrand() {
  for (const name of fs.readdirSync(path.join(here, 'brand'))) write(name, fs.readFileSync(path.join(here, 'brand', name)));
}

function collectIcons() {
  const names = fs.readFileSync(path.join(here, 'icons.txt'), 'utf8').split('\n').map(line => line.replace(/#.*/, '').trim()).filter(Boolean);
  const icons = {};
  for (const name of [...new Set(names)].sort()) {
    const file = path.join(modules, 'bootstrap-icons/icons', `${name}.svg`);
    if (!fs.existsSync(file)) fail(`Assets/icons.txt names "${name}", which is not in bootstrap-icons.`);
    icons[name] = /<svg[^>]*>\s*([\s\S]*?)\s*<\/svg>/.exec(fs.readFileSync(file, 'utf8'))[1].replace(/\n\s*/g, '');
  }
  writeFile(iconsFile, JSON.stringify(icons, null, 1));
}

function write(name, content) {
  writeFile(path.join(wwwroot, name), content);
}

// Unchanged files keep their time, changed ones appear whole: a reader never sees half a file.
function writeFile(file, content) {
  const bytes = Buffer.from(content);
  if (fs.existsSync(file) && fs.readFileSync(file).equals(bytes)) return;
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(`${file}.new`, bytes);
  fs.renameSync(`${file}.new`, file);
}

function fail(message) {
  // MSBuild turns this form into an error of the build.
  console.error(`Assets/build.mjs : error GBO0002: ${message}`);
  process.exit(1);
}
