using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace GboParticipatie.Tests.Notifications;

/// <summary>A real mail server in a process of its own (aiosmtpd), which a test can kill and start again on the same port.</summary>
public sealed class SmtpServer : IAsyncDisposable
{
    private static int _nextPort = 2600 + (Environment.ProcessId % 200 * 10);
    private readonly SemaphoreSlim _kept = new(0);
    private Process? _process;

    /// <summary>The user that a server with a login knows.</summary>
    public const string User = "site@zolim.example";

    /// <summary>Password of that user.</summary>
    public const string Password = "Zeven zalmen, zwemmend";

    /// <summary>True for a server that takes mails of <see cref="User"/> only.</summary>
    public bool AsksLogin { get; init; }

    /// <summary>True for a server that says nothing but STARTTLS in the clear; with a login.</summary>
    public bool Encrypts { get; init; }

    /// <summary>Its certificate, signed by nobody else: who trusts it has this file in SSL_CERT_FILE.</summary>
    public string Certificate => Path.Combine(Folder, "certificate.pem");

    /// <summary>How often someone tried to log in.</summary>
    public int Logins => File.Exists(Path.Combine(Folder, "logins")) ? File.ReadAllLines(Path.Combine(Folder, "logins")).Length : 0;

    /// <summary>Where it listens, once started.</summary>
    public int Port { get; } = FreePort();

    /// <summary>Where it keeps messages.</summary>
    public string Folder { get; } = TestFolder.Create("smtp");

    public static async Task<SmtpServer> StartedAsync()
    {
        var server = new SmtpServer();
        await server.StartAsync();
        return server;
    }

    public async Task StartAsync()
    {
        var start = new ProcessStartInfo("/usr/bin/python3") { RedirectStandardOutput = true, RedirectStandardInput = true, UseShellExecute = false };
        start.ArgumentList.Add(Path.Combine(TestFolder.Repository, "tests", "smtp_server.py"));
        start.ArgumentList.Add(Port.ToString(System.Globalization.CultureInfo.InvariantCulture));
        start.ArgumentList.Add(Folder);
        if (AsksLogin || Encrypts)
        {
            start.ArgumentList.Add(User);
            start.ArgumentList.Add(Password);
        }

        if (Encrypts)
        {
            start.ArgumentList.Add(Certificate);
            start.ArgumentList.Add(await MakeCertificateAsync());
        }

        _process = Process.Start(start)!;
        if (await _process.StandardOutput.ReadLineAsync() != "ready") throw new InvalidOperationException("The mail server did not start: is python3-aiosmtpd installed?");
        _ = TellAsync(_process.StandardOutput);
    }

    /// <summary>Waits until this is so, looking each time that a message was kept; gives up after a minute and a half.</summary>
    public async Task UntilAsync(Func<bool> isSo)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(90));
        while (!isSo()) await _kept.WaitAsync(limit.Token);
    }

    /// <summary>Kills it in the middle of whatever it does.</summary>
    public async Task KillAsync()
    {
        if (_process is null) return;
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _process = null;
    }

    /// <summary>Files of whole messages, in order of arrival.</summary>
    public IReadOnlyList<string> Messages => [.. Directory.GetFiles(Folder, "*.eml").Order(StringComparer.Ordinal)];

    /// <summary>(recipient, Message-ID) of each message, in order of arrival.</summary>
    public IReadOnlyList<(string To, string MessageId)> Arrivals => [.. Messages.Select(f => (Path.GetFileNameWithoutExtension(f).Split('-', 3)[2], MessageIdOf(f)))];

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        Directory.Delete(Folder, recursive: true);
    }

    private async Task<string> MakeCertificateAsync()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(2));
        await File.WriteAllTextAsync(Certificate, certificate.ExportCertificatePem());
        var file = Path.Combine(Folder, "key.pem");
        await File.WriteAllTextAsync(file, key.ExportPkcs8PrivateKeyPem());
        return file;
    }

    // Ends with the process.
    private async Task TellAsync(StreamReader output)
    {
        while (await output.ReadLineAsync() is not null) _kept.Release();
    }

    private static string MessageIdOf(string file)
        => File.ReadLines(file).First(l => l.StartsWith("Message-ID:", StringComparison.OrdinalIgnoreCase))["Message-ID:".Length..].Trim();

    private static int FreePort()
    {
        while (true)
        {
            var port = Interlocked.Increment(ref _nextPort);
            try
            {
                using var probe = new TcpListener(IPAddress.Loopback, port);
                probe.Start();
                return port;
            }
            catch (SocketException)
            {
                // Taken by someone else: the next one.
            }
        }
    }
}
