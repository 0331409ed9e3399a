// Jest loads everything a test imports anew for each file: 2,600 modules and more than two seconds for a file of the product.
// This runtime gives test files a registry of their own as ever; what they import is loaded once per worker, by Node's require.
// A test that replaces modules (jest.mock, jest.isolateModules) says `@jest-environment node` and gets Jest's own way.
const { readFileSync } = require('node:fs');
const Module = require('node:module');
const { compileFunction } = require('node:vm');
const { default: Runtime } = require('jest-runtime');
const OneRealm = require('./one-realm.cjs');

const asCommonJs = {
  instrument: false,
  isInternalModule: false,
  supportsDynamicImport: false,
  supportsExportNamespaceFrom: false,
  supportsStaticESM: false,
  supportsTopLevelAwait: false,
};
const testFile = /\.test\.tsx?$/;
const sourceMaps = new Map();
let transformer;

const asNode = Module._extensions['.js'];
for (const extension of ['.ts', '.tsx', '.mjs', '.js']) {
  Module._extensions[extension] = (module, file) => {
    if (!transformer?.shouldTransform(file)) return asNode(module, file);
    const { code, sourceMapPath } = transformer.transform(file, asCommonJs, readFileSync(file, 'utf8'));
    if (sourceMapPath) sourceMaps.set(file, sourceMapPath);
    return module._compile(code, file);
  };
}
Module._extensions['.css'] = () => undefined;

module.exports = class SharedRuntime extends Runtime {
  constructor(config, environment, resolver, ownTransformer, ...rest) {
    super(config, environment, resolver, ownTransformer, ...rest);
    this.isShared = environment instanceof OneRealm;
    if (!this.isShared) return;
    transformer = ownTransformer;
    const { executor, transformCache } = this;
    transformCache.sourceMaps = sourceMaps;
    executor.compile = (source, filename) => compileFunction(source, executor.injectedModuleParameters, { filename });
    globalThis.jest = this.jestGlobals.jestObjectFor(this._testPath);
  }

  requireModuleOrMock(from, name) {
    if (!this.isShared || this._resolution.isCoreModule(name)) return super.requireModuleOrMock(from, name);
    const file = this._resolution.resolveCjs(from, name);
    return testFile.test(file) ? super.requireModuleOrMock(from, name) : require(file);
  }
};
