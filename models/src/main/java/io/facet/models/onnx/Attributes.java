package io.facet.models.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.List;

/**
 * The attributes of a node, in the order in which they were given.
 *
 * <p>Immutable: each method returns a copy with one more attribute.
 *
 * @param list as they stand in the file
 */
public record Attributes(List<AttributeProto> list) {

    public Attributes {
        list = List.copyOf(list);
    }

    public static Attributes none() {
        return new Attributes(List.of());
    }

    public Attributes integer(String name, long value) {
        return with(AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeType.INT)
                .setI(value));
    }

    public Attributes integers(String name, long... values) {
        AttributeProto.Builder attribute =
                AttributeProto.newBuilder().setName(name).setType(AttributeType.INTS);
        for (long value : values) {
            attribute.addInts(value);
        }
        return with(attribute);
    }

    public Attributes real(String name, float value) {
        return with(AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeType.FLOAT)
                .setF(value));
    }

    public Attributes text(String name, String value) {
        return with(AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeType.STRING)
                .setS(ByteString.copyFromUtf8(value)));
    }

    private Attributes with(AttributeProto.Builder attribute) {
        List<AttributeProto> longer = new ArrayList<>(list);
        longer.add(attribute.build());
        return new Attributes(longer);
    }
}
