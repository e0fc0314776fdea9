package io.facet.models.onnx;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/**
 * Walks a protobuf message field by field and keeps only what it is asked for, so that gigabytes of weights are
 * skipped over and never held. Bounded in depth and in what it keeps. For one thread; the caller closes the stream.
 */
final class MessageReader {
    private static final int MAX_DEPTH = 64;
    private static final int MAX_KEPT = 16 << 20;

    private final CodedInputStream in;
    private int tag;
    private int depth;
    private int kept;

    /** A reader whose outermost message has {@code size} bytes; one that claims to go on is refused. */
    MessageReader(InputStream stream, int size) throws IOException {
        in = CodedInputStream.newInstance(stream);
        in.pushLimit(size);
    }

    /** Told the number of each field. */
    @FunctionalInterface
    interface Fields {
        /** Reads the value with a method of the reader and returns true, or returns false: the value is skipped. */
        boolean on(int field) throws IOException;
    }

    /** Takes a value that was read. */
    @FunctionalInterface
    interface Kept<T> {
        void take(T value) throws IOException;
    }

    /** Reads fields up to the end of the message under way. */
    void fields(Fields handler) throws IOException {
        for (tag = in.readTag(); tag != 0; tag = in.readTag()) {
            if (!handler.on(WireFormat.getTagFieldNumber(tag)) && !in.skipField(tag)) {
                throw new InvalidProtocolBufferException("the end of a group that never began");
            }
        }
    }

    /** Reads the value as a message. */
    boolean message(Fields handler) throws IOException {
        require(WireFormat.WIRETYPE_LENGTH_DELIMITED);
        if (++depth > MAX_DEPTH) {
            throw new InvalidProtocolBufferException("messages nested deeper than " + MAX_DEPTH);
        }
        int outer = in.pushLimit(in.readRawVarint32());
        fields(handler);
        in.popLimit(outer);
        depth--;
        return true;
    }

    /** Reads the value as bytes to keep and hands them on. */
    boolean bytes(Kept<ByteString> taker) throws IOException {
        require(WireFormat.WIRETYPE_LENGTH_DELIMITED);
        int length = in.readRawVarint32();
        if (length < 0 || length > MAX_KEPT - kept) {
            throw new InvalidProtocolBufferException("names and metadata of more than " + MAX_KEPT + " bytes");
        }
        kept += length;
        taker.take(ByteString.copyFrom(in.readRawBytes(length)));
        return true;
    }

    /** Reads the value as a text to keep and hands it on. */
    boolean text(Consumer<String> taker) throws IOException {
        return bytes(value -> taker.accept(value.toStringUtf8()));
    }

    /** Reads the value as a whole number and hands it on. */
    boolean number(LongConsumer taker) throws IOException {
        require(WireFormat.WIRETYPE_VARINT);
        taker.accept(in.readRawVarint64());
        return true;
    }

    private void require(int wireType) throws InvalidProtocolBufferException {
        if (WireFormat.getTagWireType(tag) != wireType) {
            throw new InvalidProtocolBufferException("a field of another type than ONNX defines");
        }
    }
}
