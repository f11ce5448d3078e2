"""Makes chunked.h5 and friends with h5py, the library that Keras itself writes with: the forms of HDF5 beyond the plainest.

    python3 generate.py
"""
import json
import h5py
import numpy as np

config = {"class_name": "Sequential", "config": [
    {"class_name": "LSTM", "config": {"name": "lstm", "units": 2, "activation": "tanh", "recurrent_activation": "sigmoid", "batch_input_shape": [None, 4, 3]}},
    {"class_name": "Dense", "config": {"name": "dense", "units": 2, "activation": "linear"}}]}
shapes = {"lstm": {"kernel": (3, 8), "recurrent_kernel": (2, 8), "bias": (8,)}, "dense": {"kernel": (2, 2), "bias": (2,)}}


def write(path, libver, dtype, **options):
    with h5py.File(path, "w", libver=libver) as f:
        f.attrs["keras_version"] = "2.4.0"
        f.attrs["backend"] = "tensorflow"
        f.attrs["model_config"] = json.dumps(config)
        g = f.create_group("model_weights")
        g.attrs["layer_names"] = np.array([n.encode() for n in shapes])
        value = 0
        for layer, arrays in shapes.items():
            h = g.create_group(layer)
            h.attrs["weight_names"] = np.array([f"{layer}/{n}:0".encode() for n in arrays])
            for name, shape in arrays.items():
                count = int(np.prod(shape))
                data = ((np.arange(value, value + count) * 7 % 33 - 16) / 32).reshape(shape)
                value += count
                h.create_dataset(f"{layer}/{name}:0", data=data.astype(dtype), **({k: v for k, v in options.items() if k != "chunks"} | ({"chunks": tuple(max(1, s // 2 + 1) for s in shape)} if "chunks" in options else {})))


write("plain.h5", "earliest", "<f4")
write("chunked.h5", "earliest", "<f4", chunks=True, compression="gzip", shuffle=True, fletcher32=True)
write("latest.h5", "latest", ">f8")
write("half.h5", ("earliest", "v110"), "<f2", chunks=True)
