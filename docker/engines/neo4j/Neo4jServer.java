// Neo4j community as one process: the packaged server's launcher is not published to Maven, its parts are.
// Usage: java … Neo4jServer <home> <bolt host:port> <file with the password to set, deleted once it is set>
//        java … Neo4jServer <home>                    makes an empty database that nobody can log in to, and ends
//        java … Neo4jServer <home> <password file>    makes an empty database with this password, and ends
import inet.ipaddr.IPAddressString;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.neo4j.configuration.GraphDatabaseInternalSettings;
import org.neo4j.configuration.GraphDatabaseSettings;
import org.neo4j.configuration.connectors.BoltConnector;
import org.neo4j.configuration.helpers.SocketAddress;
import org.neo4j.dbms.api.DatabaseManagementService;
import org.neo4j.dbms.api.DatabaseManagementServiceBuilder;
import org.neo4j.io.ByteUnit;

public final class Neo4jServer {
    public static void main(String[] arguments) {
        try {
            if (arguments.length == 1) prepare(Path.of(arguments[0]), UUID.randomUUID().toString());
            else if (arguments.length == 2) prepare(Path.of(arguments[0]), Files.readString(Path.of(arguments[1])).strip());
            else serve(Path.of(arguments[0]), arguments[1], Path.of(arguments[2]));
        } catch (Throwable failure) {
            // The database's own threads would keep a failed process alive.
            failure.printStackTrace();
            System.exit(1);
        }
    }

    private static void prepare(Path home, String password) {
        var service = builder(home).build();
        setPassword(service, password);
        service.shutdown();
    }

    private static void serve(Path home, String hostAndPort, Path passwordFile) throws Exception {
        var separator = hostAndPort.lastIndexOf(':');
        var address = new SocketAddress(
                hostAndPort.substring(0, separator), Integer.parseInt(hostAndPort.substring(separator + 1)));
        var service = builder(home)
                .setConfig(BoltConnector.enabled, true)
                .setConfig(BoltConnector.listen_address, address)
                // Of its ten seconds of shutdown nearly all would be two quiet periods, in which nobody can connect any more.
                .setConfig(GraphDatabaseInternalSettings.netty_server_shutdown_quiet_period, 0)
                .build();
        if (Files.exists(passwordFile)) {
            setPassword(service, Files.readString(passwordFile).strip());
            Files.delete(passwordFile);
        }
        var stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            service.shutdown();
            stopped.countDown();
        }));
        System.out.println("ATELIER READY");
        stopped.await();
    }

    private static DatabaseManagementServiceBuilder builder(Path home) {
        return new DatabaseManagementServiceBuilder(home.toAbsolutePath())
                .setConfig(GraphDatabaseSettings.auth_enabled, true)
                // A query reads the graph, and neither this machine's files nor, through LOAD CSV, what listens on it.
                .setConfig(GraphDatabaseSettings.allow_file_urls, false)
                .setConfig(
                        GraphDatabaseInternalSettings.cypher_ip_blocklist,
                        List.of(new IPAddressString("0.0.0.0/0"), new IPAddressString("::/0")))
                .setConfig(GraphDatabaseSettings.pagecache_memory, ByteUnit.mebiBytes(64))
                // Logs of 256 MB each, allocated in advance, would make an empty database half a gigabyte to copy.
                .setConfig(GraphDatabaseSettings.preallocate_logical_logs, false)
                .setConfig(GraphDatabaseSettings.logical_log_rotation_threshold, ByteUnit.mebiBytes(16))
                .setConfig(GraphDatabaseSettings.keep_logical_logs, "1 files");
    }

    /** The embedded API acts as the system itself: no password is needed to set one. */
    private static void setPassword(DatabaseManagementService service, String password) {
        service.database("system").executeTransactionally(
                "CREATE OR REPLACE USER neo4j SET PASSWORD $password CHANGE NOT REQUIRED", Map.of("password", password));
    }
}
