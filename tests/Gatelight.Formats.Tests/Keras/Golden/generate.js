// Makes keras.json: small Keras models with the numbers that TensorFlow.js (Apache-2.0), which has Keras' layers, computes for them.
//   npm install @tensorflow/tfjs && node generate.js > keras.json
const tf = require('@tensorflow/tfjs');
const L = tf.layers;
tf.setBackend('cpu');

// The same numbers on every run, and short in the file.
let state = 12345;
const draw = () => {
  state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
  return (((state >> 8) % 129) - 64) / 64;
};
const values = (count, scale = 1) => Array.from({length: count}, () => draw() * scale);

const cases = [];
function add(name, model, inputs, scale = 0.75) {
  const positive = n => /variance/.test(n);
  for (const layer of model.layers) {
    const weights = layer.getWeights().map((w, i) => {
      const data = values(w.size, scale);
      return tf.tensor(positive(layer.weights[i].name) ? data.map(v => 0.5 + Math.abs(v)) : data, w.shape);
    });
    if (weights.length) layer.setWeights(weights);
  }
  const tensors = inputs.map(x => tf.tensor(x));
  let outputs = model.predict(tensors.length === 1 ? tensors[0] : tensors);
  if (!Array.isArray(outputs)) outputs = [outputs];
  const config = JSON.parse(model.toJSON(null, true));
  delete config.keras_version;
  cases.push({
    name, config,
    weights: model.layers.filter(l => l.weights.length).map(l => ({
      layer: l.name,
      arrays: l.weights.map((w, i) => ({name: w.originalName, shape: w.shape, values: Array.from(l.getWeights()[i].dataSync())})),
    })),
    inputs: tensors.map(t => ({shape: t.shape, values: Array.from(t.dataSync())})),
    outputs: outputs.map(t => ({shape: t.shape, values: Array.from(t.dataSync())})),
  });
}
const nested = (shape) => shape.length === 0 ? draw() * 2 : Array.from({length: shape[0]}, () => nested(shape.slice(1)));
const seq = (...layers) => { const m = tf.sequential(); layers.forEach(l => m.add(l)); return m; };
const tokens = (b, t, v) => Array.from({length: b}, () => Array.from({length: t}, () => Math.floor(Math.abs(draw()) * (v - 0.01))));
const series = (layer, b = 2, t = 4, d = 3) => [seq(layer), [nested([b, t, d])]];
const inputShape = [4, 3];
// As later versions of Keras have it, where nothing else is asked for.
const lstm = options => L.lstm({recurrentActivation: 'sigmoid', ...options});
const gru = options => L.gru({recurrentActivation: 'sigmoid', resetAfter: false, ...options});

for (const activation of ['tanh', 'relu', 'linear', 'elu', 'softsign', 'hardSigmoid', 'softplus'])
  for (const recurrentActivation of activation === 'tanh' ? ['sigmoid', 'hardSigmoid', 'relu', 'tanh'] : ['hardSigmoid'])
    add(`lstm ${activation} ${recurrentActivation}`, ...series(lstm({units: 2, activation, recurrentActivation, inputShape})));
add('lstm sequences', ...series(lstm({units: 2, returnSequences: true, inputShape})));
add('lstm backwards', ...series(lstm({units: 2, goBackwards: true, inputShape})));
add('lstm backwards sequences', ...series(lstm({units: 2, goBackwards: true, returnSequences: true, inputShape})));
add('lstm without bias', ...series(lstm({units: 2, useBias: false, inputShape})));
add('lstm free steps', seq(lstm({units: 2, inputShape: [null, 3]}), L.dense({units: 1})), [nested([2, 5, 3])]);
add('gru', ...series(gru({units: 2, inputShape})));
add('gru hard sigmoid', ...series(gru({units: 2, recurrentActivation: 'hardSigmoid', inputShape})));
add('gru sequences backwards', ...series(gru({units: 2, returnSequences: true, goBackwards: true, activation: 'relu', recurrentActivation: 'sigmoid', inputShape})));
add('gru without bias', ...series(gru({units: 2, useBias: false, inputShape})));
add('simple rnn', ...series(L.simpleRNN({units: 2, inputShape})));
add('simple rnn relu sequences', ...series(L.simpleRNN({units: 2, activation: 'relu', returnSequences: true, inputShape})));
for (const mergeMode of ['concat', 'sum', 'ave', 'mul'])
  for (const returnSequences of [true, false])
    add(`bidirectional ${mergeMode} ${returnSequences}`, ...series(L.bidirectional({layer: lstm({units: 2, returnSequences}), mergeMode, inputShape})));
add('bidirectional gru', ...series(L.bidirectional({layer: gru({units: 2, returnSequences: true}), mergeMode: 'concat', inputShape})));
add('bidirectional simple rnn', ...series(L.bidirectional({layer: L.simpleRNN({units: 2}), mergeMode: 'sum', inputShape})));
add('stack', seq(lstm({units: 3, returnSequences: true, inputShape}), L.dropout({rate: 0.5}), L.bidirectional({layer: gru({units: 2, returnSequences: true}), mergeMode: 'concat'}),
  L.timeDistributed({layer: L.dense({units: 2, activation: 'relu'})}), L.simpleRNN({units: 2}), L.dense({units: 3, activation: 'softmax'})), [nested([3, 4, 3])]);
add('autoencoder', seq(lstm({units: 3, inputShape}), L.repeatVector({n: 3}), lstm({units: 2, returnSequences: true}), L.timeDistributed({layer: L.dense({units: 3})})), [nested([2, 4, 3])]);
add('time distributed softmax', seq(lstm({units: 3, returnSequences: true, inputShape}), L.timeDistributed({layer: L.dense({units: 2})}), L.timeDistributed({layer: L.activation({activation: 'softmax'})})), [nested([2, 4, 3])]);
add('embedding', seq(L.embedding({inputDim: 6, outputDim: 3, inputLength: 5}), lstm({units: 2}), L.dense({units: 1, activation: 'sigmoid'})), [tokens(3, 5, 6)]);
add('embedding flattened', seq(L.embedding({inputDim: 6, outputDim: 2, inputLength: 5}), L.flatten(), L.dense({units: 2})), [tokens(3, 5, 6)]);
add('embedding mask', seq(L.embedding({inputDim: 6, outputDim: 3, inputLength: 5, maskZero: true}), lstm({units: 2})), [[[0, 0, 3, 1, 5], [2, 4, 0, 0, 0], [1, 0, 2, 0, 3]]]);
add('embedding mask sequences', seq(L.embedding({inputDim: 6, outputDim: 3, inputLength: 5, maskZero: true}), lstm({units: 2, returnSequences: true}), L.timeDistributed({layer: L.dense({units: 2, activation: 'softmax'})})),
  [[[0, 0, 3, 1, 5], [2, 4, 0, 0, 0], [1, 0, 2, 0, 3]]]);
add('masking', seq(L.masking({maskValue: 0, inputShape}), lstm({units: 2, returnSequences: true}), gru({units: 2})), [[[[0, 0, 0], [1, -1, 0.5], [0, 0, 0], [0.25, 1, 1]], nested([4, 3])]]);
add('masking sequences', seq(L.masking({maskValue: 1, inputShape}), L.simpleRNN({units: 2, returnSequences: true})), [[[[1, 1, 1], [1, -1, 0.5], [1, 1, 1], [0.25, 1, 1]], nested([4, 3])]]);
add('masking bidirectional', seq(L.masking({maskValue: 0, inputShape}), L.bidirectional({layer: lstm({units: 2}), mergeMode: 'concat'})), [[[[0, 0, 0], [1, -1, 0.5], [0, 0, 0], [0.25, 1, 1]], nested([4, 3])]]);
for (const padding of ['valid', 'same'])
  add(`conv1d ${padding}`, seq(L.conv1d({filters: 3, kernelSize: 3, padding, activation: 'relu', inputShape: [6, 2]}), lstm({units: 2})), [nested([2, 6, 2])]);
add('conv1d strides', seq(L.conv1d({filters: 2, kernelSize: 3, strides: 2, padding: 'same', inputShape: [7, 2]})), [nested([2, 7, 2])]);
add('conv1d dilation', seq(L.conv1d({filters: 2, kernelSize: 2, dilationRate: 2, padding: 'same', useBias: false, inputShape: [6, 2]})), [nested([2, 6, 2])]);
add('max pooling', seq(L.maxPooling1d({poolSize: 2, inputShape: [5, 2]}), lstm({units: 2})), [nested([2, 5, 2])]);
add('average pooling same', seq(L.averagePooling1d({poolSize: 3, strides: 2, padding: 'same', inputShape: [6, 2]})), [nested([2, 6, 2])]);
add('global max', seq(lstm({units: 3, returnSequences: true, inputShape}), L.globalMaxPooling1d()), [nested([2, 4, 3])]);
add('global average', seq(lstm({units: 3, returnSequences: true, inputShape}), L.globalAveragePooling1d({})), [nested([2, 4, 3])]);
add('batch normalization', seq(L.dense({units: 3, inputShape: [4]}), L.batchNormalization({}), L.activation({activation: 'tanh'})), [nested([3, 4])]);
add('batch normalization sequence', seq(L.batchNormalization({scale: false, epsilon: 0.01, inputShape}), lstm({units: 2})), [nested([2, 4, 3])]);
add('layer normalization', seq(L.layerNormalization({inputShape}), gru({units: 2})), [nested([2, 4, 3])]);
add('shapes', seq(L.permute({dims: [2, 1], inputShape}), lstm({units: 3, returnSequences: true}), L.reshape({targetShape: [9]}), L.dense({units: 4}), L.reshape({targetShape: [2, 2]}), L.flatten()), [nested([2, 4, 3])]);
for (const activation of ['selu', 'relu6', 'swish', 'mish', 'elu', 'softmax', 'hardSigmoid', 'softplus', 'softsign', 'linear'])
  add(`activation ${activation}`, seq(L.dense({units: 3, activation, inputShape: [4]}), L.activation({activation})), [nested([3, 4])], 1.5);
add('leaky relu', seq(L.leakyReLU({alpha: 0.2, inputShape})), [nested([2, 4, 3])]);
add('elu layer', seq(L.elu({inputShape})), [nested([2, 4, 3])]);
add('thresholded relu', seq(L.thresholdedReLU({theta: 0.5, inputShape})), [nested([2, 4, 3])]);
add('relu max', seq(L.reLU({maxValue: 0.75, inputShape})), [nested([2, 4, 3])]);
add('prelu', seq(L.prelu({sharedAxes: [1], inputShape})), [nested([2, 4, 3])]);
add('prelu each', seq(L.prelu({inputShape}), lstm({units: 2})), [nested([2, 4, 3])]);
add('softmax layer', seq(L.softmax({inputShape: [4]})), [nested([2, 4])]);
{
  const a = tf.input({shape: [4, 3], name: 'left'}), b = tf.input({shape: [4, 3], name: 'right'});
  for (const merge of ['add', 'multiply', 'average', 'maximum', 'minimum'])
    add(`merge ${merge}`, tf.model({inputs: [a, b], outputs: lstm({units: 2}).apply(L[merge]().apply([a, b]))}), [nested([2, 4, 3]), nested([2, 4, 3])]);
  for (const axis of [-1, 1])
    add(`concatenate ${axis}`, tf.model({inputs: [a, b], outputs: gru({units: 2, returnSequences: true}).apply(L.concatenate({axis}).apply([a, b]))}), [nested([2, 4, 3]), nested([2, 4, 3])]);
  const left = lstm({units: 3}).apply(a), right = lstm({units: 3}).apply(b);
  add('dot', tf.model({inputs: [a, b], outputs: L.dot({axes: -1}).apply([left, right])}), [nested([2, 4, 3]), nested([2, 4, 3])]);
  add('two outputs', tf.model({inputs: [b, a], outputs: [L.dense({units: 2}).apply(left), L.dense({units: 1}).apply(right)]}), [nested([2, 4, 3]), nested([2, 4, 3])]);
}
{
  const a = tf.input({shape: [null, 3], name: 'source'}), b = tf.input({shape: [null, 2], name: 'target'});
  const [, h, c] = lstm({units: 2, returnState: true, name: 'encoder'}).apply(a);
  const decoded = lstm({units: 2, returnSequences: true, name: 'decoder'}).apply(b, {initialState: [h, c]});
  add('encoder decoder', tf.model({inputs: [a, b], outputs: L.dense({units: 2}).apply(decoded)}), [nested([2, 5, 3]), nested([2, 3, 2])]);
}
{
  const x = tf.input({shape: [4, 3], name: 'series'});
  const h = lstm({units: 3, returnSequences: true}).apply(x);
  const scores = L.dense({units: 1, activation: 'tanh'}).apply(h);
  const share = L.permute({dims: [2, 1]}).apply(L.repeatVector({n: 3}).apply(L.activation({activation: 'softmax'}).apply(L.flatten().apply(scores))));
  add('attention by hand', tf.model({inputs: x, outputs: lstm({units: 2}).apply(L.multiply().apply([h, share]))}), [nested([2, 4, 3])]);
  const dense = L.dense({units: 3, name: 'shared'});
  add('shared layer', tf.model({inputs: x, outputs: lstm({units: 2}).apply(L.add().apply([dense.apply(x), dense.apply(h)]))}), [nested([2, 4, 3])]);
}
add('rnn cell', ...series(L.rnn({cell: L.lstmCell({units: 2, recurrentActivation: 'sigmoid'}), inputShape})));
add('rnn stacked', ...series(L.rnn({cell: [L.lstmCell({units: 3, recurrentActivation: 'sigmoid'}), L.gruCell({units: 2, resetAfter: false, recurrentActivation: 'sigmoid'})], returnSequences: true, inputShape})));
add('training only', seq(L.spatialDropout1d({rate: 0.3, inputShape}), L.gaussianNoise({stddev: 1}), L.gaussianDropout({rate: 0.2}), L.alphaDropout({rate: 0.2}), lstm({units: 2, dropout: 0.2, recurrentDropout: 0.1})), [nested([2, 4, 3])]);
add('nested sequential', seq(seq(L.dense({units: 3, inputShape}), lstm({units: 2, returnSequences: true})), gru({units: 2})), [nested([2, 4, 3])]);
{
  const x = tf.input({shape: inputShape}), inner = tf.model({inputs: x, outputs: L.batchNormalization({}).apply(L.dense({units: 3}).apply(x))});
  const y = tf.input({shape: inputShape, name: 'outside'});
  add('nested functional', tf.model({inputs: y, outputs: lstm({units: 2}).apply(inner.apply(y))}), [nested([2, 4, 3])]);
}
process.stdout.write(JSON.stringify({by: `TensorFlow.js ${tf.version.tfjs}`, cases}, (k, v) => /_(initializer|regularizer|constraint)$/.test(k) ? undefined : typeof v === 'number' && !Number.isInteger(v) ? Number(v.toPrecision(9)) : v) + '\n');
